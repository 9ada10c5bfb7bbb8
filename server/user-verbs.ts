import { parseArgs } from 'node:util';
import * as access from './access/public.ts';
import * as cooperatives from './cooperatives/public.ts';
import { commandLine, dayGiven, given, inCity, type Verb } from './errand.ts';
import type { BusinessDate } from './kernel/business-date.ts';
import { type Id, id, isId } from './kernel/ids.ts';
import { type Config, ConfigError } from './platform/config.ts';
import type { Tx } from './platform/db/tx.ts';
import type { Lumbung } from './wiring.ts';

/** What the operator of the server does about people: what no administrator of one city may, and where nobody can sign in. */
export const userVerbs: Readonly<Record<string, Verb>> = {
  'user list': { usage: '[--city 64.71]', about: 'siapa boleh masuk, dengan kewenangannya', run: list },
  'user add': {
    usage: 'SUREL --role PERAN --name NAMA [tempat] [--until TANGGAL]',
    about:
      'beri kewenangan, juga nasional; tempat: --nation, --district, --village, --cooperative, --partner atau --lender',
    run: add,
  },
  'user end-grant': {
    usage: 'NOMOR-KEWENANGAN',
    about: 'akhiri satu kewenangan, nomornya dari user list',
    run: endGrant,
  },
  'user reset-password': {
    usage: 'SUREL',
    about: 'tautan sekali pakai untuk memilih kata sandi baru',
    run: resetPassword,
  },
  'user reset-second-factor': { usage: 'SUREL', about: 'lepas sandi kedua dari ponsel yang hilang', run: resetFactor },
  'user disable': { usage: 'SUREL', about: 'tutup akun; semua sesinya berakhir', run: letting(true) },
  'user enable': { usage: 'SUREL', about: 'buka lagi akun yang ditutup', run: letting(false) },
};

async function list(config: Config, args: readonly string[]): Promise<number> {
  const { city } = withEmail(args, {}).values;
  return await inCity(config, city, async (tx) => {
    const people = await access.peopleOf(tx);
    return people.flatMap(({ user, grants }) => [
      `${user.email}  ${user.name}${user.isDisabled ? '  (ditutup)' : ''}${user.hasSecondFactor ? '  (sandi kedua)' : ''}`,
      ...grants.map((grant) => `  ${grant.id}  ${grant.role}  ${grant.scope.kind}  sejak ${grant.validFrom}`),
    ]);
  });
}

const places = {
  nation: { type: 'boolean' },
  district: { type: 'string' },
  village: { type: 'string' },
  cooperative: { type: 'string' },
  partner: { type: 'string' },
  lender: { type: 'string' },
} as const;

async function add(config: Config, args: readonly string[]): Promise<number> {
  const { values, email } = withEmail(args, {
    ...places,
    role: { type: 'string' },
    name: { type: 'string' },
    until: { type: 'string' },
  });
  const role = given(values.role, '--role');
  if (!access.isRoleName(role))
    throw new ConfigError(`Peran ${role} tidak dikenal. Pilih: ${access.roleNames.join(', ')}.`);
  const name = given(values.name, '--name');
  const validTo = values.until === undefined ? undefined : dayGiven(values.until, '--until');
  return await inCity(config, values.city, async (tx, day, lumbung) => {
    const offer = await offerAt(tx, day, lumbung, { role, ...(validTo && { validTo }), place: values });
    const asked = { ...offer, name, email: given(email, 'SUREL'), publicUrl: config.publicUrl };
    const { grantId, link } = await access.addPerson(tx, commandLine, asked);
    return [`Kewenangan ${grantId} diberikan.`, ...(link === undefined ? [] : linkLines(link))];
  });
}

interface Place {
  readonly nation?: boolean | undefined;
  readonly district?: string | undefined;
  readonly village?: string | undefined;
  readonly cooperative?: string | undefined;
  readonly partner?: string | undefined;
  readonly lender?: string | undefined;
}

/** A place of the city is looked up; the nation, partners and lenders of all cities belong to none. */
async function offerAt(
  tx: Tx,
  day: BusinessDate,
  lumbung: Lumbung,
  { role, validTo, place }: { role: access.RoleName; validTo?: BusinessDate; place: Place },
): Promise<access.Offer> {
  const { nation, district, village, cooperative, partner, lender } = place;
  const wide = (scope: access.Scope) => ({ role, scope, validTo: validTo ?? ('infinity' as const) });
  if (nation && partner !== undefined)
    return wide({ kind: 'partner', partnerId: idGiven<'partner'>(partner, '--partner') });
  if (nation && lender !== undefined) return wide({ kind: 'lender', lenderId: idGiven<'lender'>(lender, '--lender') });
  if (nation) return wide({ kind: 'nation' });
  if (lender !== undefined)
    return wide({ kind: 'lender', regencyId: tx.regencyId, lenderId: idGiven<'lender'>(lender, '--lender') });
  return await access.offerOf(
    lumbung.access,
    { regencyId: tx.regencyId, day },
    {
      role,
      ...(validTo && { validTo }),
      ...(district !== undefined && { districtCode: district }),
      ...(village !== undefined && { villageCode: village }),
      ...(partner !== undefined && { partnerId: idGiven<'partner'>(partner, '--partner') }),
      ...(cooperative !== undefined && { cooperativeId: await cooperativeNamed(tx, day, cooperative) }),
    },
  );
}

async function cooperativeNamed(tx: Tx, day: BusinessDate, asked: string) {
  const register = await cooperatives.registerOn(tx, day);
  const found = register.find(
    (line) => line.id === asked || line.name === asked || line.villages.some(({ name }) => name === asked),
  );
  if (found === undefined) throw new ConfigError(`Tidak ada koperasi ${asked}. Sebutkan namanya atau kelurahannya.`);
  return found.id;
}

async function endGrant(config: Config, args: readonly string[]): Promise<number> {
  const { values, email: grant } = withEmail(args, {});
  return await inCity(config, values.city, async (tx) => {
    await access.endAnyGrant(tx, commandLine, idGiven<'grant'>(grant, 'NOMOR-KEWENANGAN'));
    return ['Kewenangan itu tidak berlaku lagi.'];
  });
}

async function resetPassword(config: Config, args: readonly string[]): Promise<number> {
  const { values, email } = withEmail(args, {});
  const asked = { email: given(email, 'SUREL'), publicUrl: config.publicUrl };
  return await inCity(config, values.city, async (tx) => linkLines(await access.resetLinkFor(tx, commandLine, asked)));
}

async function resetFactor(config: Config, args: readonly string[]): Promise<number> {
  const { values, email } = withEmail(args, {});
  return await inCity(config, values.city, async (tx) => {
    await access.takeSecondFactor(tx, commandLine, given(email, 'SUREL'));
    return ['Sandi kedua dilepas; saat masuk lagi ia diminta memasang yang baru.'];
  });
}

function letting(disabled: boolean): Verb['run'] {
  return async (config, args) => {
    const { values, email } = withEmail(args, {});
    return await inCity(config, values.city, async (tx) => {
      await access.letIn(tx, commandLine, { email: given(email, 'SUREL'), disabled });
      return [disabled ? 'Akun ditutup; semua sesinya berakhir.' : 'Akun dibuka lagi.'];
    });
  };
}

function idGiven<Entity extends string>(text: string | undefined, what: string): Id<Entity> {
  const found = given(text, what);
  if (!isId(found)) throw new ConfigError(`${what}: ${found} bukan nomor. Lihat: npm run lumbung -- user list`);
  return id<Entity>(found);
}

function linkLines({ link, expiresAt }: { link: string; expiresAt: string }): string[] {
  const until = `${expiresAt.slice(0, 16).replace('T', ' ')} UTC`;
  return [`Serahkan tautan ini kepadanya (sekali pakai, berlaku sampai ${until}):`, link];
}

function withEmail<Options extends Readonly<Record<string, { type: 'string' | 'boolean' }>>>(
  args: readonly string[],
  options: Options,
) {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: { ...options, city: { type: 'string' } },
  });
  return { values, email: positionals[0] };
}
