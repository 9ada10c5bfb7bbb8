export { addPartner, addPartnership } from './keep-partnerships.command.ts';
export { cooperativesOfPartner, namesOf, nationalNames, partnershipsOn } from './partner.store.ts';
