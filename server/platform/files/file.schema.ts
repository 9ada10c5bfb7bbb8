import { type Static, Type } from 'typebox';
import { call, closed } from '../../kernel/call.ts';
import { idOf } from '../../kernel/shapes.ts';
import { fileRefusals } from './file.refusals.ts';

/** A scan of a deed has a few pages; photos have a way of their own. */
export const bytesMax = 10 * 1024 * 1024;

export const FileShown = closed({
  id: idOf<'file'>(),
  cooperativeId: Type.Union([idOf<'cooperative'>(), Type.Null()]),
  name: Type.String(),
  mediaType: Type.String(),
  bytes: Type.Integer(),
  sha256: Type.String(),
  uploadedAt: Type.String(),
});
export type FileShown = Static<typeof FileShown>;

/** The body is the file itself, whatever its content type says. Idempotent on `id`. */
export const addFileCall = call({
  name: 'files/add-file',
  method: 'POST',
  path: '/files',
  can: 'file.add',
  query: closed({
    id: idOf<'file'>(),
    name: Type.String({ minLength: 1, maxLength: 300 }),
    cooperativeId: Type.Optional(idOf<'cooperative'>()),
  }),
  reply: FileShown,
  refusals: [
    fileRefusals.tooLarge,
    fileRefusals.notAccepted,
    fileRefusals.badName,
    fileRefusals.outOfReach,
    fileRefusals.idReused,
  ],
});

export const getFileCall = call({
  name: 'files/get-file',
  method: 'GET',
  path: '/files/:id',
  can: 'file.read',
  params: closed({ id: idOf<'file'>() }),
  reply: Type.String({ description: 'the file itself, to be saved' }),
  refusals: [fileRefusals.notFound],
});
