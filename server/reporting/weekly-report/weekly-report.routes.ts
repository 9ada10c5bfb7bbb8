import * as cooperatives from '../../cooperatives/public.ts';
import { type Actor, dayAsked } from '../../kernel/actor.ts';
import { present } from '../../kernel/assert.ts';
import { addDays, type BusinessDate, type TimeZone, weekOf } from '../../kernel/business-date.ts';
import { pageOf } from '../../kernel/page.ts';
import { roleWords } from '../../kernel/role-words.ts';
import { useWords } from '../../kernel/state-words.ts';
import * as partners from '../../partners/public.ts';
import { lastSealedHead } from '../../platform/audit/chain.store.ts';
import { newId, now } from '../../platform/clock.ts';
import type { Tx } from '../../platform/db/tx.ts';
import type { Typesetter } from '../../platform/documents/typesetter.ts';
import { bytesMax } from '../../platform/files/file.schema.ts';
import type { Vault } from '../../platform/files/vault.ts';
import { handle, handleStream } from '../../platform/http/handle.ts';
import type { Http } from '../../platform/http/http.ts';
import { writeXlsx } from '../../platform/spreadsheets/xlsx.ts';
import * as reference from '../../reference/public.ts';
import { changesUntil, weekDays } from '../change.store.ts';
import { changeWords, kindsShownTo } from '../change.ts';
import { sourcesOn } from '../picture.store.ts';
import { codeWords, workOf } from '../report-words.ts';
import { keepReport } from './keep-report.command.ts';
import { keepReportCall, listReportsCall } from './kept-report.schema.ts';
import { keptReports, nextNumber } from './kept-report.store.ts';
import { weeklyPdfCall, weeklyXlsxCall } from './weekly-report.schema.ts';
import { weeklySheets } from './weekly-report.sheets.ts';
import { tasksOfWeek } from './weekly-report.store.ts';
import { type WeeklyPicture, weeklyReport } from './weekly-report.ts';

const xlsxType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

interface Press {
  readonly typesetter: Typesetter;
  readonly vault: Vault;
  /** Whether what is reported is invented. */
  readonly isDemo: boolean;
}

export function weeklyReportRoutes(http: Http, press: Press): void {
  const { typesetter, isDemo } = press;
  keptReportRoutes(http, press);
  handleStream(http, weeklyPdfCall, async ({ actor, query, inTx, reply }) => {
    const picture = await inTx((tx) => gatherWeek(tx, actor, dayAsked(actor, query.asOf), isDemo));
    const pdf = await typesetter.typeset({ ...weeklyReport(picture), pdfStandard: 'ua-1' });
    return reply
      .type('application/pdf')
      .header('content-disposition', attachment(picture, 'pdf'))
      .send(Buffer.from(pdf));
  });
  handleStream(http, weeklyXlsxCall, async ({ actor, query, inTx, reply }) => {
    const picture = await inTx((tx) => gatherWeek(tx, actor, dayAsked(actor, query.asOf), isDemo));
    return reply
      .type(xlsxType)
      .header('content-disposition', attachment(picture, 'xlsx'))
      .send(writeXlsx(weeklySheets(picture)));
  });
}

function keptReportRoutes(http: Http, { typesetter, vault, isDemo }: Press): void {
  handle(http, listReportsCall, async ({ tx, query }) => pageOf(await keptReports(tx), query));
  handleStream(http, keepReportCall, async ({ actor, query, inTx }) => {
    const asOf = dayAsked(actor, query.asOf);
    const year = Number(asOf.slice(0, 4));
    const [known] = await inTx((tx) => keptReports(tx, query.id));
    if (known?.asOf === asOf) return known;
    const { picture, number } = await inTx(async (tx) => ({
      picture: await gatherWeek(tx, actor, asOf, isDemo),
      number: await nextNumber(tx, year),
    }));
    const paper = weeklyReport({ ...picture, number: `${number}/${year}` });
    const pdf = await typesetter.typeset({ ...paper, pdfStandard: 'ua-1' });
    const kept = await vault.put(contentOf(pdf), { bytesMax });
    const about = { name: fileName(picture, 'pdf'), cooperativeId: null, uploadedAt: now(), uploadedBy: actor.userId };
    const seal = picture.auditHead && { seq: picture.auditHead.seq, hash: picture.auditHead.hash };
    const file = { ...kept, ...about, id: newId<'file'>() };
    return await inTx((tx) => keepReport(tx, vault, actor, { id: query.id, year, number, asOf, seal, file }));
  });
}

async function* contentOf(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}

function attachment(picture: WeeklyPicture, ending: string): string {
  return `attachment; filename="${fileName(picture, ending)}"`;
}

function fileName({ asOf }: WeeklyPicture, ending: string): string {
  return `laporan-mingguan-${asOf.slice(0, 4)}-${weekOf(asOf)}.${ending}`;
}

/** The week up to a day, for whoever asks: who sees only his own cooperatives gets a report of those. */
async function gatherWeek(tx: Tx, actor: Actor, asOf: BusinessDate, isSample: boolean): Promise<WeeklyPicture> {
  const regency = present(await reference.findRegencyById(tx, tx.regencyId, asOf), 'the regency of an actor');
  const since = addDays(asOf, -weekDays);
  const tasks = await tasksOfWeek(tx, asOf, since);
  return {
    city: regency.name,
    office: `${roleWords[actor.role] ?? actor.role}, ${regency.name}`,
    addressee: 'Wali Kota',
    zone: regency.timeZone,
    asOf,
    since,
    isSample,
    number: null,
    cooperatives: await cooperativesOn(tx, asOf),
    changes: await changesOf(tx, actor, { day: asOf, zone: regency.timeZone }),
    waits: waitsOf(tasks.filter((task) => task.settledOn === null)),
    actions: tasks
      .filter((task) => task.originKind === 'taskforce/decision')
      .map((task) => ({
        ...taskSaid(task),
        owner: roleWords[task.ownerRole] ?? task.ownerRole,
        decidedOn: task.openedOn,
        doneOn: task.settledOn,
      })),
    sources: (await sourcesOn(tx, asOf)).map(({ name, date, sample }) => ({
      name,
      date,
      tells: sample ? 'data contoh' : 'gedung dan usaha',
    })),
    auditHead: (await lastSealedHead(tx)) ?? null,
  };
}

/** A week in which more happened than fits is told on screen; the report shows its newest. */
const changesMax = 200;

async function changesOf(
  tx: Tx,
  actor: Actor,
  week: { day: BusinessDate; zone: TimeZone },
): Promise<WeeklyPicture['changes']> {
  const { rows } = await changesUntil(tx, week, { kinds: kindsShownTo(actor.permissions), limit: changesMax });
  return rows.map(({ on, cooperative, kind, about, source, sample, late }) => ({
    on,
    cooperative: cooperative && shortName(cooperative.name),
    what: `${changeWords[kind]}${about === null ? '' : `: ${codeWords[about] ?? about}`}${late ? ' (baru dilaporkan)' : ''}`,
    source: source ?? 'catatan Lumbung',
    isSample: sample,
  }));
}

/** The same work for many cooperatives is one line with their number: the mayor need not read "mencari lahan" 31 times. */
const linesMax = 3;

function waitsOf(tasks: Awaited<ReturnType<typeof tasksOfWeek>>): WeeklyPicture['waits'] {
  const alike = Map.groupBy(tasks, (task) => JSON.stringify([workOf(task), task.ownerRole, task.openedOn, task.dueOn]));
  return [...alike.values()].flatMap((group) => {
    const lines = group.map((task) => ({
      ...taskSaid(task),
      waitsFor: roleWords[task.ownerRole] ?? task.ownerRole,
      since: task.openedOn,
    }));
    const [first] = lines;
    return first === undefined || lines.length <= linesMax
      ? lines
      : [{ ...first, cooperative: `${lines.length} koperasi` }];
  });
}

function taskSaid(task: Awaited<ReturnType<typeof tasksOfWeek>>[number]) {
  return {
    what: workOf(task),
    cooperative: task.cooperative && shortName(task.cooperative),
    dueOn: task.dueOn,
    isSample: task.sample,
  };
}

async function cooperativesOn(tx: Tx, day: BusinessDate): Promise<WeeklyPicture['cooperatives']> {
  const register = await cooperatives.registerOn(tx, day);
  const partnerships = Map.groupBy(await partners.partnershipsOn(tx, day), (each) => each.cooperative.id);
  const premises = Map.groupBy(await cooperatives.premisesOn(tx, day), (each) => each.cooperative.id);
  return register
    .map((line) => ({
      name: line.villages.map((village) => village.name).join(', ') || shortName(line.name),
      district: line.villages[0]?.district ?? '',
      code: line.villages[0]?.code ?? '',
      facility: line.facility,
      facilitySince: line.facilitySince,
      operation: line.operation,
      partners: (partnerships.get(line.id) ?? []).map(({ partner }) => partner.name),
      withBumnPartner: line.withBumnPartner,
      premises: (premises.get(line.id) ?? []).map(({ use, place }) => `${useWords[use]}: ${place.name}`),
      isSample: (partnerships.get(line.id) ?? []).some(({ source }) => source.sample),
    }))
    .toSorted((a, b) => a.code.localeCompare(b.code));
}

/** The report's tables are narrow: everybody knows that they are Koperasi Kelurahan Merah Putih. */
function shortName(name: string): string {
  return name.replace(/^Koperasi (Kelurahan|Desa) Merah Putih /, '');
}
