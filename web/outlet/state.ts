import { useSyncExternalStore } from 'react';
import type { Id } from '../../server/kernel/ids.ts';
import { type Box, type Counts, openBox } from '../platform/outbox/box.ts';
import { phoneMs } from '../platform/outbox/clock.ts';
import type { Delivered } from '../platform/outbox/deliver.ts';
import type { NewItem, OutboxItem } from '../platform/outbox/item.ts';
import type { Enrolled, Kit } from './contact.ts';
import { isPin, type KeptPin, newPin, waitMs, wrongMax } from './pin.ts';
import { learnRefusals, showTimesIn } from './words.ts';

export interface Person {
  readonly id: Id<'person'>;
  readonly name: string;
}

/** `sending`: something is on its way; `unknown`: nobody has asked yet. */
type Line = Delivered | 'sending' | 'unknown';

interface OutletState {
  /** `lost`: this browser was a device once and its data was cleared away. */
  readonly phase: 'opening' | 'new' | 'lost' | 'enrolled';
  readonly device: Enrolled | undefined;
  readonly kit: Kit | undefined;
  /** Who has a PIN here. */
  readonly people: readonly Person[];
  /** At work; never written down, so that a phone that restarts asks again. */
  readonly person: Person | undefined;
  readonly counts: Counts;
  readonly items: readonly OutboxItem[];
  readonly line: Line;
  /** A newer version lies ready. */
  readonly isReplaced: boolean;
}

let state: OutletState = {
  ...{ phase: 'opening', device: undefined, kit: undefined, people: [], person: undefined, items: [], line: 'unknown' },
  ...{ counts: { made: 0, waiting: 0, refused: 0 }, isReplaced: false },
};
const watchers = new Set<() => void>();

function set(changes: Partial<OutletState>): void {
  state = { ...state, ...changes };
  for (const watcher of watchers) watcher();
}

export function useOutlet(): OutletState {
  return useSyncExternalStore(
    (watcher) => {
      watchers.add(watcher);
      return () => watchers.delete(watcher);
    },
    () => state,
  );
}

/** Left in another kind of storage, so that cleared data is told from a phone that never was a device. */
const trace = 'lumbung.outlet.device';
const boxName = 'lumbung-outlet';
let opened: Promise<Box> | undefined;

function box(): Promise<Box> {
  opened ??= openBox(boxName, () => void refresh());
  return opened;
}

async function refresh(): Promise<void> {
  const kept = await box();
  const [device, kit, people, counts, items] = await Promise.all([
    kept.noted<Enrolled>('device'),
    kept.noted<Kit>('kit'),
    kept.noted<Person[]>('people'),
    kept.counts(),
    kept.items(),
  ]);
  if (device !== undefined) showTimesIn(device.regency.timeZone);
  if (counts.refused > 0) await learnRefusals();
  const phase = device !== undefined ? 'enrolled' : localStorage.getItem(trace) === null ? 'new' : 'lost';
  const mayWork = (id: Person['id']) => kit?.people.find((each) => each.id === id)?.mayWork ?? true;
  const working = (people ?? []).filter(({ id }) => mayWork(id));
  const person = working.find(({ id }) => id === state.person?.id);
  set({ phase, device, kit, people: working, person, counts, items });
}

export async function openOutlet(): Promise<void> {
  await refresh();
  addEventListener('online', () => void keepContact());
  addEventListener('offline', () => set({ line: 'offline' }));
  document.addEventListener('visibilitychange', lockWhenLeft);
  setInterval(() => void keepContact(), 20_000);
  void keepContact();
}

const leftMsMax = 5 * 60_000;
let leftAt = 0;

/** A phone laid aside asks who is there when it is taken up again. */
function lockWhenLeft(): void {
  if (document.hidden) leftAt = phoneMs();
  else if (leftAt > 0 && phoneMs() - leftAt > leftMsMax) signOff();
  if (!document.hidden) void keepContact();
}

let underWay: Promise<void> | undefined;

/** Sends what waits and learns what is new; asked again meanwhile, it does so once more afterwards. */
export function keepContact(): Promise<void> {
  underWay = (underWay ?? Promise.resolve()).then(makeContact).finally(() => {
    underWay = undefined;
  });
  return underWay;
}

async function makeContact(): Promise<void> {
  const token = state.device?.token;
  if (token === undefined) return;
  if (!navigator.onLine) return set({ line: 'offline' });
  if (state.counts.waiting > 0) set({ line: 'sending' });
  try {
    const { contact } = await import('./contact.ts');
    const { delivered, kit } = await contact(await box(), token);
    if (kit !== undefined) await (await box()).note('kit', kit);
    await refresh();
    set({ line: delivered });
  } catch {
    set({ line: 'defect' }); // shown on every screen; what waits stays and is sent another time
  }
}

/** Makes this phone a device. Persistent storage is asked for first: what is kept must not be cleared away to make room. @throws Problem */
export async function enrolHere(code: string): Promise<void> {
  await navigator.storage?.persist?.().catch(() => false);
  const { enrol } = await import('./contact.ts');
  const device = await enrol(code, state.device?.device.id);
  await (await box()).note('device', device);
  localStorage.setItem(trace, device.device.id);
  await refresh();
  await keepContact();
}

/** Adds a person by the code he got himself; he chooses his PIN here. @throws Problem */
export async function joinHere(code: string, pin: string): Promise<void> {
  const { join } = await import('./contact.ts');
  const { id, name } = await join(state.device?.token ?? '', code);
  const kept = await box();
  await kept.note(`pin:${id}`, await newPin(pin));
  const others = ((await kept.noted<Person[]>('people')) ?? []).filter((person) => person.id !== id);
  await kept.note('people', [...others, { id, name }]);
  await refresh();
  set({ person: { id, name } });
  await keepContact();
}

export type SignOn = 'done' | { readonly wrong: true; readonly left: number } | { readonly waitMs: number } | 'over';

/** A person opens the phone. Wrong tries are on the disk before the answer is shown, so that a restart forgives none. */
export async function signOn(person: Person, pin: string): Promise<SignOn> {
  const kept = await box();
  const before = await kept.noted<KeptPin>(`pin:${person.id}`);
  if (before === undefined || before.wrong >= wrongMax) return 'over';
  const wait = waitMs(before, phoneMs());
  if (wait > 0) return { waitMs: wait };
  await kept.note(`pin:${person.id}`, { ...before, wrong: before.wrong + 1, wrongAt: phoneMs() });
  if (!(await isPin(pin, before))) return { wrong: true, left: wrongMax - before.wrong - 1 };
  await kept.note(`pin:${person.id}`, { ...before, wrong: 0 });
  set({ person });
  return 'done';
}

export function signOff(): void {
  set({ person: undefined });
}

/** On the disk when it resolves. */
export async function keep(item: Omit<NewItem, 'personId'>): Promise<OutboxItem> {
  const { person } = state;
  if (person === undefined) throw new Error('nobody is at work');
  const kept = await (await box()).keep({ ...item, personId: person.id });
  void keepContact();
  return kept;
}

/** Sends what was refused once more, as a new thing with the same content; the paper in it keeps its id, so it cannot be there twice. */
export async function sendAgain({ seq, personId, name, body, label }: OutboxItem): Promise<void> {
  await (await box()).keep({ personId, name, body, label });
  await dismiss(seq);
  void keepContact();
}

export async function dismiss(seq: number): Promise<void> {
  await (await box()).dismiss(seq);
}

export async function draft<T>(key: string): Promise<T | undefined> {
  return await (await box()).noted<T>(`draft:${key}`);
}

export async function keepDraft(key: string, value: unknown): Promise<void> {
  await (await box()).note(`draft:${key}`, value);
}

/** The worker that lets the page start without network; where a browser has none, everything else still works. */
export async function startWorker(): Promise<void> {
  if (navigator.serviceWorker === undefined || import.meta.env.DEV) return;
  const registration = await navigator.serviceWorker.register('/gerai/sw.js');
  const look = (worker: ServiceWorker | null) => {
    if (worker?.state === 'installed' && navigator.serviceWorker.controller !== null) set({ isReplaced: true });
  };
  look(registration.waiting);
  registration.addEventListener('updatefound', () => {
    const fresh = registration.installing;
    fresh?.addEventListener('statechange', () => look(fresh));
  });
}

export async function takeNewVersion(): Promise<void> {
  const registration = await navigator.serviceWorker.getRegistration('/gerai/');
  navigator.serviceWorker.addEventListener('controllerchange', () => location.reload());
  registration?.waiting?.postMessage('take-over');
}
