import { refusal } from '../../kernel/refusal.ts';

export const fileRefusals = {
  tooLarge: refusal<{ bytesMax: number }>('files/too-large', 413, (d) => `more than ${d.bytesMax} bytes`),
  notAccepted: refusal('files/not-accepted', 422, () => 'not a clean PDF, JPEG, PNG or WebP'),
  badName: refusal('files/bad-name', 422, () => 'the name could be taken for a path or hides its ending'),
  outOfReach: refusal('files/out-of-reach', 403, () => 'a file may be added only to what one works for'),
  idReused: refusal<{ id: string }>('files/id-reused', 409, (d) => `${d.id} already names another file`),
  quotaOfPerson: refusal<{ megabytes: number }>(
    'files/quota-of-person',
    429,
    (d) => `more than ${d.megabytes} MB by one person in 24 hours`,
  ),
  quotaOfCity: refusal<{ megabytes: number }>(
    'files/quota-of-city',
    429,
    (d) => `more than ${d.megabytes} MB in the city in 24 hours`,
  ),
  notReady: refusal('files/not-ready', 409, () => 'the photo is still being made ready to be shown'),
  unreadable: refusal<{ why: string }>('files/unreadable', 422, (d) => `the photo cannot be shown: ${d.why}`),
  notFound: refusal('files/not-found', 404, () => 'no such file, or not yours to see'),
};
