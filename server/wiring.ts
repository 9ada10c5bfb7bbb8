import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Logger } from 'pino';
import { accessRoutes } from './access/access.routes.ts';
import { createGate } from './access/gate.routes.ts';
import { meRoutes } from './access/me.routes.ts';
import * as access from './access/public.ts';
import { assetRoutes } from './assets/asset.routes.ts';
import { assetMapRoutes } from './assets/asset-map.routes.ts';
import { examineNightly, examineTasks } from './assets/examine.jobs.ts';
import { kibTasks, lapseNightly } from './assets/kib/kib.jobs.ts';
import { kibRoutes } from './assets/kib/kib.routes.ts';
import { screeningNightly, screeningTasks } from './assets/screening/screening.jobs.ts';
import { screeningRoutes } from './assets/screening/screening.routes.ts';
import { listSurveysRoute } from './assets/survey/list-surveys.routes.ts';
import { surveyRoutes } from './assets/survey/survey.routes.ts';
import { partyNames, unreported } from './book-kit.ts';
import { catalogueRoutes } from './catalogue/catalogue.routes.ts';
import { cooperativeRoutes } from './cooperatives/cooperative.routes.ts';
import * as cooperatives from './cooperatives/public.ts';
import { recordRoutes } from './cooperatives/record.routes.ts';
import { deviceRoutes } from './devices/device.routes.ts';
import { simkopdesRoutes } from './exchange/simkopdes.routes.ts';
import { inventoryTasks, stockNightly } from './inventory/inventory.jobs.ts';
import { inventoryRoutes } from './inventory/inventory.routes.ts';
import { present } from './kernel/assert.ts';
import type { TimeZone } from './kernel/business-date.ts';
import { booksNightly, ledgerTasks } from './ledger/ledger.jobs.ts';
import { ledgerRoutes } from './ledger/ledger.routes.ts';
import { statementRoutes } from './ledger/statements/statement.routes.ts';
import { matchingTasks } from './matching/scenario.jobs.ts';
import { scenarioRoutes } from './matching/scenario.routes.ts';
import { openingRoutes } from './opening/opening.routes.ts';
import { outletCalls, outletKit } from './outlet-work.ts';
import { agreementRoutes } from './partners/agreement/agreement.routes.ts';
import { onboardingRoutes } from './partners/onboarding/onboarding.routes.ts';
import { partnerRoutes } from './partners/partner.routes.ts';
import * as partners from './partners/public.ts';
import { sellThroughOften, sellThroughTasks } from './partners/sell-through/sell-through.jobs.ts';
import { sellThroughRoutes } from './partners/sell-through/sell-through.routes.ts';
import { auditRoutes } from './platform/audit/audit-log.routes.ts';
import { checkpointKey } from './platform/audit/checkpoint.ts';
import { keepAudit } from './platform/audit/keep-audit.ts';
import { createSignIn } from './platform/auth/library.ts';
import { forgetDeadSessions } from './platform/auth/session.ts';
import { bindSignIn } from './platform/auth/sign-in.routes.ts';
import { forgetOldTries } from './platform/auth/tries.ts';
import { today } from './platform/clock.ts';
import type { Config } from './platform/config.ts';
import { openDatabase } from './platform/db/database.ts';
import { hasEmbedded } from './platform/db/embedded/place.ts';
import { type Databases, openDatabases } from './platform/db/open-databases.ts';
import type { Tx } from './platform/db/tx.ts';
import { createTypesetter, type Typesetter } from './platform/documents/typesetter.ts';
import { fileTasks, waitingPhotosNightly } from './platform/files/file.jobs.ts';
import { fileRoutes } from './platform/files/file.routes.ts';
import { sweepVault } from './platform/files/sweep.ts';
import { openVault, type Vault } from './platform/files/vault.ts';
import { closeInTime } from './platform/http/close-in-time.ts';
import { createHttp, type Http } from './platform/http/http.ts';
import { operationsRoutes } from './platform/http/operations.routes.ts';
import { webAppRoutes } from './platform/http/web-app.routes.ts';
import { installQueue } from './platform/jobs/queue.ts';
import { repeat } from './platform/jobs/repeat.ts';
import { runRoutes } from './platform/jobs/run.routes.ts';
import { startJobs } from './platform/jobs/start-jobs.ts';
import { wholeRegency } from './platform/jobs/tasks.ts';
import { openSecrets, type Secrets } from './platform/secrets.ts';
import { openInbox } from './platform/spreadsheets/inbox.ts';
import { ordersNightly, procurementTasks } from './procurement/procurement.jobs.ts';
import { procurementRoutes } from './procurement/procurement.routes.ts';
import { suggestSurplusNightly, surplusTasks } from './procurement/surplus/surplus.jobs.ts';
import { surplusRoutes } from './procurement/surplus/surplus.routes.ts';
import { proposalRoutes } from './proposals/proposal.routes.ts';
import { pageRoutes } from './publication/page.routes.ts';
import { nightly, publicationTasks } from './publication/publication.jobs.ts';
import { publicationRoutes } from './publication/publication.routes.ts';
import { boundaryTasks } from './reference/boundary/boundary.jobs.ts';
import { boundaryRoutes } from './reference/boundary/boundary.routes.ts';
import * as reference from './reference/public.ts';
import { pictureRoutes } from './reporting/picture.routes.ts';
import { weeklyReportRoutes } from './reporting/weekly-report/weekly-report.routes.ts';
import { saleRoutes } from './sales/sale.routes.ts';
import { taskforceRoutes } from './taskforce/taskforce.routes.ts';
import { taskRoutes } from './tasks/task.routes.ts';
import { kibProblemWords, statementWords } from './words.ts';

/** A system with its database open, on which commands can be run: what the server, the command line and the demo share. */
export interface Lumbung {
  readonly config: Config;
  readonly secrets: Secrets;
  readonly databases: Databases;
  readonly access: access.AccessParts;
  close(): Promise<void>;
}

type Note = (error: Error) => void;

/** Opens the system: key, database (migrated and seeded when we know its owner), sign-in. Serves nothing yet. */
export async function openLumbung(config: Config, options: { note: Note; asErrand?: boolean }): Promise<Lumbung> {
  const isFirstUse = config.databaseUrl !== undefined || !hasEmbedded(config.dataDir);
  const secrets = openSecrets(config.keyFile, { isFirstUse });
  const databases = await openDatabases(config, secrets, {
    ...options,
    prepare: async (owner, ownerUrl) => {
      await reference.seedRegions(owner);
      await installQueue(ownerUrl);
    },
  });
  return {
    config,
    secrets,
    databases,
    access: accessParts(config, secrets, databases),
    close: () => databases.close(),
  };
}

/** What `access` must know of the modules above it. */
export function accessParts(config: Config, secrets: Secrets, { app }: Databases): access.AccessParts {
  const secret = Buffer.from(secrets.derive('sign-in')).toString('base64url');
  return {
    signIn: createSignIn({ central: app.central, secret, publicUrl: config.publicUrl }),
    fixedToday: config.today,
    isDemo: config.demo,
    cooperativesServing: (regencyId, villageIds, day) =>
      app.inRegency(wholeRegency(regencyId), (tx) => cooperatives.cooperativesServing(tx, villageIds, day)),
    villagesServedBy: (regencyId, ids, day) =>
      app.inRegency(wholeRegency(regencyId), (tx) => cooperatives.villagesServedBy(tx, ids, day)),
    cooperativesOfPartner: (regencyId, partnerId, day) =>
      app.inRegency(wholeRegency(regencyId), (tx) => partners.cooperativesOfPartner(tx, partnerId, day)),
    namesOf: async (regencyId, { cooperativeIds, partnerIds }) => {
      if (regencyId === undefined) return await partners.nationalNames(app.central, partnerIds);
      return await app.inRegency(wholeRegency(regencyId), async (tx) => {
        const own = await cooperatives.namesOf(tx, cooperativeIds);
        return new Map([...own, ...(await partners.namesOf(tx, partnerIds))]);
      });
    },
    foundCity: async (tx, doer, regency) => {
      const day = today(regency.timeZone, config.today);
      await cooperatives.foundCooperatives(tx, doer, await reference.villagesOf(tx, regency.id, day), day);
    },
  };
}

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

/** Files that wait to be read once; no backup holds them. */
function inboxIn({ dataDir }: Config): string {
  return join(dataDir, 'inbox');
}

export function filesIn({ dataDir }: Config): string {
  return join(dataDir, 'files');
}

/** Sessions that ended and tries that no longer count are of no use to anyone but a thief. */
async function forgetStale({ signIn }: access.AccessParts): Promise<void> {
  await forgetDeadSessions(signIn.central);
  await forgetOldTries(signIn.central);
}

/** Everything the server answers, in the order of the modules. */
async function bindRoutes(http: Http, lumbung: Lumbung, vault: Vault): Promise<void> {
  const { config, databases, access: parts } = lumbung;
  const typesetter = openTypesetter(http);
  bindSignIn(http, parts.signIn);
  meRoutes(http, parts);
  accessRoutes(http, parts);
  cooperativeRoutes(http);
  recordRoutes(http);
  assetRoutes(http);
  assetMapRoutes(http);
  await kibRoutes(http, { inbox: await openInbox(inboxIn(config)), sentence: kibProblemWords });
  screeningRoutes(http);
  partnerRoutes(http);
  onboardingRoutes(http);
  agreementRoutes(http);
  sellThroughRoutes(http);
  catalogueRoutes(http);
  saleRoutes(http);
  inventoryRoutes(http);
  procurementRoutes(http, {
    suppliers: databases.partners,
    isOfAllCities: (grantId) => access.isOfAllCities(parts.signIn.central, grantId),
  });
  surplusRoutes(http);
  proposalRoutes(http);
  taskRoutes(http);
  taskforceRoutes(http);
  scenarioRoutes(http);
  pictureRoutes(http);
  weeklyReportRoutes(http, { typesetter, vault, isDemo: config.demo });
  openingRoutes(http);
  ledgerRoutes(http, { unreported, namesOf: partyNames });
  statementRoutes(http, { typesetter, words: statementWords });
  simkopdesRoutes(http);
  await boundaryRoutes(http);
  runRoutes(http);
  auditRoutes(http, (tx) => zoneOf(tx, config));
  await fileRoutes(http, vault);
  listSurveysRoute(http);
  await surveyRoutes(http, vault);
  deviceRoutes(http, { access: parts, replayables: outletCalls, kit: outletKit });
  publicationRoutes(http, { ...databases, ...config });
  await pageRoutes(http, { ...databases, ...config });
  operationsRoutes(http, (person) => access.isAdministrator(parts, person.userId));
  const webApp = new URL('../dist/web', import.meta.url).pathname;
  if (existsSync(webApp)) await webAppRoutes(http, webApp);
}

/** Platform knows no regions, so it is told in which zone a regency counts its days. */
async function zoneOf(tx: Tx, config: Config): Promise<TimeZone> {
  const regency = await reference.findRegencyById(tx, tx.regencyId, today('Asia/Jakarta', config.today));
  return present(regency, 'the regency of a transaction').timeZone;
}

/** One compiler at a time, stopped with the server. */
function openTypesetter(http: Http): Typesetter {
  const typesetter = createTypesetter({ workers: 1 });
  http.app.addHook('onClose', async () => typesetter.close());
  return typesetter;
}

/** Binds the calls without listening: for tests that ask the server directly. */
export async function createServer(lumbung: Lumbung, log: Logger, opened?: Vault): Promise<Http> {
  const { config, databases, access: parts } = lumbung;
  const vault = opened ?? (await openVault(filesIn(config)));
  const http = await createHttp({ database: databases.app, gate: createGate(parts), config, log });
  await bindRoutes(http, lumbung, vault);
  return http;
}

/**
 * Serves: HTTP, jobs and the keeping of the audit log, in one process.
 * @returns what stops it all in order: no new requests, work under way finished, the log sealed and signed, the database closed
 */
export async function serve(lumbung: Lumbung, log: Logger): Promise<() => Promise<void>> {
  const { config, databases, secrets, access: parts } = lumbung;
  const note: Note = (error) => log.warn({ err: error }, 'background');
  const alarm = (message: string, about: object) => log.error(about, message);
  const vault = await openVault(filesIn(config));
  const http = await createServer(lumbung, log, vault);
  const sealing = openDatabase(databases.jobsUrl, { poolSize: 2, note });
  const key = checkpointKey(secrets.derive('audit-checkpoint'));
  const stopAudit = keepAudit({ central: sealing.central, key, folder: join(config.dataDir, 'checkpoints') }, note);
  const stopJobs = startJobs({
    url: databases.jobsUrl,
    app: databases.app,
    tasks: {
      ...publicationTasks({ today: config.today, alarm }),
      ...examineTasks(config.today),
      ...screeningTasks({ today: config.today, alarm }),
      ...boundaryTasks,
      ...kibTasks(await openInbox(inboxIn(config))),
      ...matchingTasks,
      ...sellThroughTasks,
      ...surplusTasks(config.today),
      ...ledgerTasks({ alarm }),
      ...procurementTasks({ alarm }),
      ...inventoryTasks({ alarm }),
      ...fileTasks(vault),
    },
    timed: [
      nightly,
      booksNightly,
      stockNightly,
      sellThroughOften,
      examineNightly,
      screeningNightly,
      lapseNightly,
      suggestSurplusNightly,
      waitingPhotosNightly,
      ordersNightly,
    ],
    regencies: () => access.regenciesInUse(parts.signIn.central),
    note,
  });
  const forgetting = repeat(() => forgetStale(parts), hourMs, note);
  const sweeping = repeat(() => sweepVault(sealing.central, filesIn(config)), dayMs, note);
  await http.app.listen({ host: config.host, port: config.port });
  return async () => {
    await closeInTime(http.app);
    await Promise.all([forgetting.stop(), sweeping.stop()]);
    await stopJobs();
    await stopAudit();
    await sealing.close();
    await lumbung.close();
  };
}
