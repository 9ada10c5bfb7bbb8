import { type Static, Type } from 'typebox';
import type { BusinessDate, Instant } from '../../kernel/business-date.ts';
import { call, closed } from '../../kernel/call.ts';
import { day, idOf, latitude, longitude, moment, oneOf, orNull, text } from '../../kernel/shapes.ts';
import { fileRefusals } from '../../platform/files/file.refusals.ts';
import { PhotoState, photoSize } from '../../platform/files/file.schema.ts';
import { assetRefusals } from '../asset.refusals.ts';
import { surveyRefusals } from './survey.refusals.ts';
import { surveySubjects } from './survey.ts';

/** A photo of a phone has 3 to 6 MB; the original is what counts as evidence, so the device sends it as it is. */
export const photoBytesMax = 10 * 1024 * 1024;
export const photosMax = 30;

const accuracyM = Type.Integer({ minimum: 0, maximum: 1_000_000 });

export const usesSeen = ['idle', 'own_duty', 'used_by_others'] as const;

const Attendee = closed({ name: text(120), office: text(120) });
const ExactPoint = closed({ latitude, longitude, accuracyM });

export const SurveyDraft = closed({
  id: idOf<'survey'>(),
  surveyedOn: day,
  surveyedAt: moment,
  seenRevision: Type.Integer({ minimum: 1 }),
  attendees: Type.Array(Attendee, { minItems: 1, maxItems: 20 }),
  point: Type.Optional(ExactPoint),
  currentUse: Type.Optional(oneOf(usesSeen)),
  currentUserName: Type.Optional(text(200)),
  remarks: Type.Optional(text(2_000)),
  findings: Type.Array(
    closed({
      id: idOf<'observation'>(),
      subject: oneOf(surveySubjects),
      word: Type.Optional(text(30)),
      number: Type.Optional(Type.Integer()),
    }),
    { maxItems: surveySubjects.length },
  ),
});
export type SurveyDraft = Static<typeof SurveyDraft>;

const Flag = closed({
  kind: Type.String(),
  metres: Type.Optional(Type.Integer()),
  days: Type.Optional(Type.Integer()),
  day: Type.Optional(Type.Unsafe<BusinessDate>(Type.String())),
});
export type Flag = Static<typeof Flag>;

const asset = closed({ id: idOf<'asset'>() });
const ofSurvey = closed({ id: idOf<'asset'>(), surveyId: idOf<'survey'>() });

/** Records one visit. A fact: what is odd is flagged. Idempotent on the body's `id`; its photos may have come before it. */
export const recordSurveyCall = call({
  name: 'assets/record-survey',
  method: 'POST',
  path: '/assets/:id/surveys',
  can: 'asset.survey',
  params: asset,
  body: SurveyDraft,
  reply: closed({ id: idOf<'survey'>(), flags: Type.Array(Flag) }),
  refusals: [assetRefusals.notFound, assetRefusals.idReused, assetRefusals.valueImpossible],
});

/** The body is the photo itself, as the camera made it. Idempotent on `id`. */
export const addSurveyPhotoCall = call({
  name: 'assets/add-survey-photo',
  method: 'POST',
  path: '/assets/:id/surveys/:surveyId/photos',
  can: 'asset.survey',
  params: ofSurvey,
  query: closed({
    id: idOf<'survey-photo'>(),
    name: Type.String({ minLength: 1, maxLength: 300 }),
    takenAt: Type.Optional(moment),
    latitude: Type.Optional(latitude),
    longitude: Type.Optional(longitude),
    accuracyM: Type.Optional(accuracyM),
  }),
  reply: closed({ id: idOf<'survey-photo'>() }),
  refusals: [
    assetRefusals.notFound,
    assetRefusals.idReused,
    surveyRefusals.notAPhoto,
    surveyRefusals.photosFull,
    fileRefusals.badName,
    fileRefusals.tooLarge,
    fileRefusals.notAccepted,
    fileRefusals.quotaOfPerson,
    fileRefusals.quotaOfCity,
  ],
});

/** What of a visit is here already, so that a device which lost an answer does not send 5 MB again. */
export const keptOfSurveyCall = call({
  name: 'assets/kept-of-survey',
  method: 'GET',
  path: '/assets/:id/surveys/:surveyId/kept',
  can: 'asset.survey',
  params: ofSurvey,
  reply: closed({ survey: Type.Boolean(), photoIds: Type.Array(idOf<'survey-photo'>()) }),
});

const Finding = closed({ subject: Type.String(), word: orNull(Type.String()), number: orNull(Type.Integer()) });

/** What the form shows before anybody goes: which asset, where, and what was last seen of it. */
export const surveySheetCall = call({
  name: 'assets/survey-sheet',
  method: 'GET',
  path: '/assets/:id/survey-sheet',
  can: 'asset.survey',
  params: asset,
  reply: closed({
    id: idOf<'asset'>(),
    name: Type.String(),
    address: orNull(Type.String()),
    object: oneOf(['land', 'building']),
    village: orNull(Type.String()),
    point: orNull(closed({ latitude: Type.Number(), longitude: Type.Number() })),
    revision: Type.Integer(),
    sample: Type.Boolean(),
    known: Type.Array(closed({ ...Finding.properties, observedOn: day })),
  }),
  refusals: [assetRefusals.notFound],
});
export type SurveySheet = Static<typeof surveySheetCall.reply>;

const PhotoShown = closed({
  id: idOf<'survey-photo'>(),
  name: Type.String(),
  takenAt: orNull(Type.Unsafe<Instant>(Type.String())),
  shown: PhotoState,
  flags: Type.Array(Flag),
  /** What the camera wrote, for city-wide grants only; null to others, and where it wrote nothing. */
  origin: orNull(
    closed({
      latitude: orNull(Type.Number()),
      longitude: orNull(Type.Number()),
      cameraTime: orNull(Type.String()),
      cameraOffset: orNull(Type.String()),
      camera: orNull(Type.String()),
    }),
  ),
});
export type SurveyPhotoShown = Static<typeof PhotoShown>;

const SurveyShown = closed({
  id: idOf<'survey'>(),
  surveyedOn: day,
  attendees: Type.Array(Attendee),
  point: orNull(closed({ latitude: Type.Number(), longitude: Type.Number(), accuracyM: orNull(Type.Integer()) })),
  currentUse: orNull(oneOf(usesSeen)),
  currentUserName: orNull(Type.String()),
  remarks: orNull(Type.String()),
  findings: Type.Array(Finding),
  flags: Type.Array(Flag),
  photos: Type.Array(PhotoShown),
  recordedRole: Type.String(),
  onBehalf: Type.Boolean(),
  recordedAt: Type.Unsafe<Instant>(Type.String()),
  sample: Type.Boolean(),
});
export type SurveyShown = Static<typeof SurveyShown>;

/** Latest visit first. Photos whose survey has not arrived are by themselves. */
export const listSurveysCall = call({
  name: 'assets/list-surveys',
  method: 'GET',
  path: '/assets/:id/surveys',
  can: 'asset.read',
  params: asset,
  reply: closed({ surveys: Type.Array(SurveyShown), loosePhotos: Type.Array(PhotoShown) }),
  refusals: [assetRefusals.notFound],
});

export const getSurveyPhotoCall = call({
  name: 'assets/get-survey-photo',
  method: 'GET',
  path: '/assets/:id/photos/:photoId',
  can: 'asset.read',
  params: closed({ id: idOf<'asset'>(), photoId: idOf<'survey-photo'>() }),
  query: closed({ size: Type.Optional(photoSize) }),
  reply: Type.String({ description: 'the image as we made it anew, WebP' }),
  refusals: [surveyRefusals.photoNotFound, fileRefusals.notReady, fileRefusals.unreadable],
});
