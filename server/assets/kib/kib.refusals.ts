import { refusal } from '../../kernel/refusal.ts';

export const kibRefusals = {
  fileTooLarge: refusal<{ megabytesMax: number }>(
    'assets/kib-file-too-large',
    413,
    ({ megabytesMax }) => `more than ${megabytesMax} MB`,
  ),
  importIdReused: refusal('assets/kib-import-id-reused', 409, () => 'this id already names another import'),
  importNotFound: refusal('assets/kib-import-not-found', 404, () => 'no such import in this city'),
  /** Not read yet, refused, taken already or just being taken, called off or lapsed. */
  importNotFit: refusal('assets/kib-import-not-fit', 409, () => 'this import cannot be taken'),
  /** Another import was taken since the comparison that was looked at; it has been compared again. */
  registerChanged: refusal('assets/kib-register-changed', 409, () => 'the register changed since this was compared'),
};
