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
  mediaType: Type.Unsafe<'application/pdf' | 'image/jpeg' | 'image/png' | 'image/webp'>(Type.String()),
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
    fileRefusals.quotaOfPerson,
    fileRefusals.quotaOfCity,
  ],
});

export const getFileCall = call({
  name: 'files/get-file',
  method: 'GET',
  path: '/files/:id',
  can: 'file.read',
  params: closed({ id: idOf<'file'>() }),
  reply: Type.String({
    description: 'the file itself, to be saved; of an image what we made of it, never the original',
  }),
  refusals: [fileRefusals.notFound, fileRefusals.notReady, fileRefusals.unreadable],
});

/** 1600 pixels along the longer side, or 320 for lists. */
export const photoSize = Type.Union([Type.Literal('large'), Type.Literal('small')], { default: 'large' });
export type PhotoSize = Static<typeof photoSize>;

/** Whether an image can be shown yet, and if never, why: said by whatever names a photo. */
export const PhotoState = Type.Union([
  closed({ state: Type.Literal('waiting') }),
  closed({ state: Type.Literal('ready'), width: Type.Integer(), height: Type.Integer() }),
  closed({
    state: Type.Literal('unreadable'),
    why: Type.Union([Type.Literal('damaged'), Type.Literal('too-many-pixels'), Type.Literal('too-heavy')]),
  }),
]);
export type PhotoState = Static<typeof PhotoState>;

export const getPhotoCall = call({
  name: 'files/get-photo',
  method: 'GET',
  path: '/files/:id/photo',
  can: 'file.read',
  params: closed({ id: idOf<'file'>() }),
  query: closed({ size: Type.Optional(photoSize) }),
  reply: Type.String({ description: 'the image as we made it anew, WebP' }),
  refusals: [fileRefusals.notFound, fileRefusals.notReady, fileRefusals.unreadable],
});
