import * as cooperatives from '../cooperatives/public.ts';
import { assert, present } from '../kernel/assert.ts';
import { addDays, type BusinessDate } from '../kernel/business-date.ts';
import type { Id } from '../kernel/ids.ts';
import * as partners from '../partners/public.ts';
import { newId } from '../platform/clock.ts';
import type { Tx } from '../platform/db/tx.ts';
import * as proposals from '../proposals/public.ts';
import * as publication from '../publication/public.ts';
import * as reference from '../reference/public.ts';
import * as taskforce from '../taskforce/public.ts';
import { fillAssets } from './assets/fill-assets.command.ts';
import * as facts from './facts.ts';
import { fillTrade } from './trade/fill-trade.command.ts';
import { onboardSamples } from './trade/onboarding-samples.command.ts';

const machine = { role: 'machine' } as const;

interface Place {
  readonly id: Id<'cooperative'>;
  readonly village: string;
  readonly centre: readonly [number, number];
}

/**
 * Fills an empty Balikpapan with the article's facts and with samples, through the same commands people use, so that nothing
 * in the demonstration is possible that the real thing would refuse.
 */
export async function fillDemo(tx: Tx, regency: reference.Regency): Promise<void> {
  const villages = await reference.villagesOf(tx, regency.id, facts.demoToday);
  await cooperatives.foundCooperatives(tx, machine, villages, facts.foundedBy);
  const places = await placesOf(tx, villages);
  await recordBuilding(tx, places);
  await recordTrading(tx, places);
  await openProposals(tx, places);
  await recordSamples(tx, places);
  await onboardSamples(tx, places);
  await fillTrade(tx, tradingPlaces(places));
  await keepTaskForce(tx, places);
  await fillAssets(tx, villages);
  await publication.publish(
    tx,
    [...places.values()].map(({ id }) => id),
    facts.demoToday,
  );
}

async function placesOf(tx: Tx, villages: readonly reference.Village[]): Promise<Map<string, Place>> {
  const register = await cooperatives.registerOn(tx, facts.demoToday);
  const centres = new Map(villages.map((village) => [village.code, village.centre]));
  const places = register.map((line) => {
    const village = present(line.villages[0], 'the kelurahan of a demo cooperative');
    return {
      id: line.id,
      village: village.name,
      centre: present(centres.get(village.code), `the centre of ${village.name}`),
    };
  });
  return new Map(places.map((place) => [place.village, place]));
}

function named(places: ReadonlyMap<string, Place>, names: readonly string[]): Place[] {
  return names.map((name) => present(places.get(name), `kelurahan ${name}`));
}

async function recordBuilding(tx: Tx, places: ReadonlyMap<string, Place>): Promise<void> {
  for (const { id } of named(places, facts.building.villages)) {
    const report = {
      id: newId<'state-action'>(),
      cooperativeId: id,
      axis: 'facility',
      state: 'under_construction',
      effectiveOn: facts.building.startedOn,
      targetOn: facts.building.targetOn,
      reason: 'Peletakan batu pertama gerai dan gudang',
      source: facts.article,
    } as const;
    await cooperatives.recordState(tx, machine, report, facts.demoToday);
  }
}

async function recordTrading(tx: Tx, places: ReadonlyMap<string, Place>): Promise<void> {
  const known = named(places, facts.tradingKnown.villages).map((place) => ({
    ...place,
    source: facts.tradingKnown.source,
    sample: false,
  }));
  const invented = named(places, facts.tradingSample).map((place) => ({
    ...place,
    source: facts.sampleSource,
    sample: true,
  }));
  for (const { id, source, sample } of [...known, ...invented]) {
    const cooperativeId = id;
    const since = facts.tradingKnown.since;
    const report = {
      id: newId<'state-action'>(),
      cooperativeId,
      axis: 'operation',
      state: 'trading',
      effectiveOn: since,
      source: { ...source, sample },
    } as const;
    await cooperatives.recordState(tx, machine, report, facts.demoToday);
    const partnership = { cooperativeId, stage: 'active', validFrom: since, source } as const;
    await partners.addPartnership(
      tx,
      machine,
      { ...partnership, id: newId(), partnerId: facts.bulog, goods: ['staples'] },
      sample,
    );
    await partners.addPartnership(
      tx,
      machine,
      { ...partnership, id: newId(), partnerId: facts.patraNiaga, goods: ['lpg'] },
      sample,
    );
  }
}

/** "The rest is in proposal": 34 less the three that build. */
async function openProposals(tx: Tx, places: ReadonlyMap<string, Place>): Promise<void> {
  const rest = [...places.values()].filter(({ village }) => !facts.building.villages.includes(village));
  assert(rest.length === 31, 'the article leaves 31 cooperatives in proposal');
  for (const { id } of rest) {
    const proposal = {
      id: newId<'proposal'>(),
      cooperativeId: id,
      openedOn: facts.article.date,
      source: facts.article,
    };
    await proposals.openProposal(tx, machine, proposal, facts.demoToday);
  }
}

/** Premises, people, required items and prices are invented, all of them marked. */
async function recordSamples(tx: Tx, places: ReadonlyMap<string, Place>): Promise<void> {
  const trading = new Set([...facts.tradingKnown.villages, ...facts.tradingSample]);
  for (const [index, place] of [...places.values()].entries()) {
    await addPremises(tx, place, 'secretariat', index);
    if (trading.has(place.village)) await addPremises(tx, place, 'outlet', index);
    await addOfficers(tx, place, index);
    await recordRequirements(tx, place, index);
  }
}

async function addPremises(tx: Tx, place: Place, use: 'secretariat' | 'outlet', index: number): Promise<void> {
  const [longitude, latitude] = place.centre;
  const shift = use === 'outlet' ? 12 : -7; // hundred-thousandths of a degree, so that two places are two points
  await cooperatives.addPremises(
    tx,
    machine,
    place.id,
    {
      id: newId(),
      placeId: newId(),
      use,
      placeName: use === 'secretariat' ? `Kantor Kelurahan ${place.village}` : `Kios sementara ${place.village}`,
      address: `Kelurahan ${place.village}, Balikpapan`,
      latitude: latitude + (shift * (index + 3)) / 100_000,
      longitude: longitude + (shift * (index + 5)) / 100_000,
      right: use === 'secretariat' ? 'operated_by_other_party' : 'lent_by_owner',
      validFrom: facts.tradingKnown.since,
      source: facts.sampleSource,
    },
    true,
  );
}

/** Those that trade, each with its turn among the sample prices. */
function tradingPlaces(places: ReadonlyMap<string, Place>): Map<string, { id: Id<'cooperative'>; turn: number }> {
  const trading = new Set([...facts.tradingKnown.villages, ...facts.tradingSample]);
  return new Map(
    [...places.values()]
      .map(({ id, village }, turn) => [village, { id, turn }] as const)
      .filter(([village]) => trading.has(village)),
  );
}

const posts = ['chair', 'vice_chair_business', 'vice_chair_membership', 'secretary', 'treasurer'] as const;

async function addOfficers(tx: Tx, place: Place, index: number): Promise<void> {
  const nameAt = (offset: number) =>
    `${facts.sampleNames[(index + offset) % facts.sampleNames.length] ?? 'Contoh'} ${place.village}`;
  const term = { termFrom: facts.foundedBy, termTo: addDays(facts.foundedBy, 5 * 365), source: facts.sampleSource };
  for (const [offset, post] of posts.entries()) {
    await cooperatives.addOfficer(
      tx,
      machine,
      place.id,
      { ...term, id: newId(), name: nameAt(offset), body: 'board', post },
      true,
    );
  }
  for (const [offset, post] of (['chair', 'member', 'member'] as const).entries()) {
    await cooperatives.addOfficer(
      tx,
      machine,
      place.id,
      { ...term, id: newId(), name: nameAt(posts.length + offset), body: 'supervisors', post },
      true,
    );
  }
}

/** The legal-entity decree is a fact for all 34; the others are there for some, so that the list has something to say. */
async function recordRequirements(tx: Tx, place: Place, index: number): Promise<void> {
  const fact = {
    id: newId<'requirement'>(),
    kind: 'legal-entity',
    met: true,
    metOn: facts.foundedBy,
    source: { name: 'kotaku.co.id, 7 Juli 2025', date: facts.foundedBy },
  };
  await cooperatives.recordRequirement(tx, machine, place.id, fact, facts.demoToday);
  const invented = ['deed', 'tax-number', 'bank-account', 'business-number', 'cooperative-number', 'simkopdes-account'];
  for (const kind of invented.slice(0, 2 + (index % 5))) {
    const expiresOn = kind === 'cooperative-number' ? addDays(facts.demoToday, 40) : undefined;
    const record = { id: newId<'requirement'>(), kind, met: true, metOn: facts.foundedBy, source: facts.sampleSource };
    await cooperatives.recordRequirement(
      tx,
      machine,
      place.id,
      { ...record, ...(expiresOn === undefined ? {} : { expiresOn }) },
      facts.demoToday,
      true,
    );
  }
}

/** One invented meeting with decisions whose actions are partly late, so that the lists show what they are for. */
async function keepTaskForce(tx: Tx, places: ReadonlyMap<string, Place>): Promise<void> {
  const heldOn = addDays(facts.demoToday, -9);
  const meetingId = newId<'meeting'>();
  const meeting = {
    id: meetingId,
    heldOn,
    title: 'Rapat Satgas KKMP minggu ke-47',
    location: 'Balai Kota Balikpapan',
    attendance: 'Sekda, DKUMKMP, BKAD, DPU, enam camat',
  };
  await taskforce.addMeeting(tx, machine, meeting, facts.demoToday, true);
  const decide = (
    text: string,
    village: string | undefined,
    actions: readonly { title: string; ownerRole: string; dueOn: BusinessDate }[],
  ) => {
    const cooperative = village === undefined ? {} : { cooperativeId: present(places.get(village), village).id };
    return taskforce.addDecision(
      tx,
      machine,
      meetingId,
      { id: newId(), text, actions: [...actions], ...cooperative },
      true,
    );
  };
  await decide('Pembangunan di Manggar dikejar dengan tambahan regu kerja.', 'Manggar', [
    {
      title: 'Minta jadwal percepatan dari pelaksana di Manggar',
      ownerRole: 'dinas-officer',
      dueOn: addDays(facts.demoToday, -2),
    },
    {
      title: 'Laporkan cuaca dan jumlah pekerja setiap hari',
      ownerRole: 'tni-site-officer',
      dueOn: addDays(facts.demoToday, 3),
    },
  ]);
  await decide('Lahan eks sekolah diperiksa sebagai calon gerai Damai Baru.', 'Damai Baru', [
    {
      title: 'Periksa sertifikat dan status pakai lahan eks sekolah',
      ownerRole: 'bkad-officer',
      dueOn: addDays(facts.demoToday, 1),
    },
    {
      title: 'Periksa kemiringan dan risiko longsor',
      ownerRole: 'technical-office',
      dueOn: addDays(facts.demoToday, 6),
    },
  ]);
  await decide('Laporan mingguan disampaikan kepada Wali Kota setiap Jumat.', undefined, [
    {
      title: 'Kirim laporan minggu ke-48 kepada Wali Kota',
      ownerRole: 'dinas-head',
      dueOn: addDays(facts.demoToday, 1),
    },
  ]);
}
