export { addPartnership } from './keep-partnerships.command.ts';
export { cooperativesOfPartner, namesOf, nationalNames } from './partner.store.ts';
