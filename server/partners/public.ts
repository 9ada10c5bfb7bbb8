export { agreementInForce } from './agreement/agreement.store.ts';
export { type AgreedProduct, type Agreement, agreedProductOf, quotaWindow } from './agreement/agreement.ts';
export { addAgreement } from './agreement/keep-agreements.command.ts';
export { addPartner, addPartnership } from './keep-partnerships.command.ts';
export { openOnboarding, recordOnboarding } from './onboarding/keep-onboardings.command.ts';
export { cooperativesOfPartner, namesOf, nationalNames, partnershipsOn } from './partner.store.ts';
export { writeOutSellThrough } from './sell-through/write-out.command.ts';
