import { type Static, Type } from 'typebox';
import { call, closed } from '../kernel/call.ts';
import { day, idOf, paging, text } from '../kernel/shapes.ts';
import { assetRefusals } from './asset.refusals.ts';
import { assetId } from './asset.schema.ts';
import { legalFieldNames, legalFields } from './legal-field.ts';

/** Handed to nobody yet, handed to BKAD, in the register, refused by BKAD, or the register says something else by now. */
export const correctionStates = ['open', 'exported', 'accepted', 'refused', 'overtaken'] as const;
export type CorrectionState = (typeof correctionStates)[number];

const correctionId = idOf<'legal-correction'>();
const field = Type.Enum([...legalFieldNames]);
const orNull = Type.Union([Type.String(), Type.Null()]);

const CorrectionShown = closed({
  id: correctionId,
  asset: closed({
    id: assetId,
    name: Type.String(),
    locationCode: orNull,
    assetCode: orNull,
    register: orNull,
    sample: Type.Boolean(),
  }),
  field,
  registerValue: Type.String(),
  proposedValue: Type.String(),
  reason: Type.String(),
  fileId: Type.Union([idOf<'file'>(), Type.Null()]),
  state: Type.Enum([...correctionStates]),
  exportedAt: orNull,
  settledOn: Type.Union([day, Type.Null()]),
  settledNote: orNull,
  recordedAt: Type.String(),
  recordedRole: Type.String(),
});
export type CorrectionShown = Static<typeof CorrectionShown>;

const columns = Object.fromEntries(legalFieldNames.map((name) => [name, legalFields[name].column]));
const stateWords = {
  open: 'diusulkan',
  exported: 'diserahkan',
  accepted: 'diterima',
  refused: 'ditolak',
  overtaken: 'tersusul',
} as const satisfies Readonly<Record<CorrectionState, string>>;

/** In the terms of the printed form, so that BKAD's clerk finds row and column without us. */
export const listCorrectionsCall = call({
  name: 'assets/list-corrections',
  method: 'GET',
  path: '/asset-corrections',
  can: 'asset.read',
  query: closed({
    ...paging,
    assetId: Type.Optional(assetId),
    state: Type.Optional(Type.Enum([...correctionStates])),
  }),
  reply: closed({ rows: Type.Array(CorrectionShown), next: orNull, total: Type.Integer() }),
  export: {
    file: 'usulan-koreksi-kib',
    columns: [
      { title: 'Kode Lokasi', from: 'asset.locationCode', holds: 'text' },
      { title: 'Kode Barang', from: 'asset.assetCode', holds: 'text' },
      { title: 'Register', from: 'asset.register', holds: 'text' },
      { title: 'Jenis Barang / Nama Barang', from: 'asset.name', holds: 'text' },
      { title: 'Kolom', from: 'field', holds: 'text', words: columns },
      { title: 'Tercatat', from: 'registerValue', holds: 'text' },
      { title: 'Seharusnya', from: 'proposedValue', holds: 'text' },
      { title: 'Alasan', from: 'reason', holds: 'text' },
      { title: 'Keadaan', from: 'state', holds: 'text', words: stateWords },
      { title: 'Diselesaikan', from: 'settledOn', holds: 'date' },
      { title: 'Catatan', from: 'settledNote', holds: 'text' },
      { title: 'Contoh', from: 'asset.sample', holds: 'text', words: { true: 'contoh', false: '' } },
    ],
  },
});

export const proposeCorrectionCall = call({
  name: 'assets/propose-correction',
  method: 'POST',
  path: '/assets/:assetId/corrections',
  can: 'asset.edit',
  params: closed({ assetId }),
  body: closed({
    id: correctionId,
    field,
    /** As the printed form writes it: `1.240,5`, `17-10-2003`, `KB`. */
    proposedValue: text(300),
    reason: text(500),
    fileId: Type.Optional(idOf<'file'>()),
  }),
  refusals: [
    assetRefusals.notFound,
    assetRefusals.idReused,
    assetRefusals.notOfRegister,
    assetRefusals.unknownFile,
    assetRefusals.correctionUnreadable,
    assetRefusals.correctionSame,
    assetRefusals.correctionOpen,
  ],
});
export type NewCorrection = Static<(typeof proposeCorrectionCall)['body']>;

/** Says that the list of open proposals was handed to BKAD. */
export const handOverCorrectionsCall = call({
  name: 'assets/hand-over-corrections',
  method: 'POST',
  path: '/asset-corrections/handing-over',
  can: 'asset.edit',
  body: closed({ ids: Type.Array(correctionId, { minItems: 1, maxItems: 1_000 }) }),
  reply: closed({ handedOver: Type.Integer() }),
});

/** BKAD's no, or that it no longer matters; a yes comes with the next import of the register. */
export const settleCorrectionCall = call({
  name: 'assets/settle-correction',
  method: 'POST',
  path: '/asset-corrections/:id/settlement',
  can: 'asset.edit',
  params: closed({ id: correctionId }),
  body: closed({ state: Type.Enum(['refused', 'overtaken']), on: day, note: text(500) }),
  refusals: [assetRefusals.correctionNotFound, assetRefusals.correctionSettled, assetRefusals.inFuture],
});
