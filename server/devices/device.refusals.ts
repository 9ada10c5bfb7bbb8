import { refusal } from '../kernel/refusal.ts';

/** What a call of people or of a device is answered. */
export const deviceRefusals = {
  idReused: refusal<{ id: string }>('devices/id-reused', 409, ({ id }) => `${id} already names something else`),
  codeWrong: refusal('devices/code-wrong', 422, () => 'no such code, or it is over'),
  otherCooperative: refusal('devices/other-cooperative', 422, () => 'the code is for a device of another cooperative'),
  notThisDevice: refusal('devices/not-this-device', 422, () => 'the code is for a device that this is not'),
  notEnrolled: refusal('devices/not-enrolled', 401, () => 'no such device, or its token is over'),
  revoked: refusal('devices/revoked', 403, () => 'this device was taken out of service'),
};

/** Why one thing of many that a device sent was not recorded: kept with its content, shown on both sides, in nobody's way. */
export const sentRefusals = {
  unknownCall: refusal<{ name: string }>('devices/unknown-call', 422, ({ name }) => `nothing takes ${name}`),
  notOnThisDevice: refusal('devices/not-on-this-device', 422, () => 'the person does not work on this device'),
  grantNotHeld: refusal('devices/grant-not-held', 422, () => 'the person did not hold his grant then'),
  mayNot: refusal<{ permission: string }>('devices/may-not', 422, (d) => `the person lacks ${d.permission}`),
  otherContent: refusal('devices/other-content', 422, () => 'the id names something with another content'),
  unreadable: refusal('devices/unreadable', 422, () => 'its content is no JSON'),
  ourFault: refusal<{ incident: string }>('devices/our-fault', 422, ({ incident }) => `a defect of ours, ${incident}`),
};
