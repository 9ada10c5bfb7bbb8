export { addPartnership } from './keep-partnerships.command.ts';
export { cooperativesOfPartner } from './partner.store.ts';
