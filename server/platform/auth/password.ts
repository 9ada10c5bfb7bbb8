import { hash, verify } from '@node-rs/argon2';

/** OWASP's floor for argon2id (quality §3): about 20 ms here, where the library's own scrypt took 180 ms. Stored in each hash. */
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

export const passwordLengthMin = 12;
export const passwordLengthMax = 128;

export function hashPassword(password: string): Promise<string> {
  return hash(password, cost);
}

export function isPassword(password: string, hashed: string): Promise<boolean> {
  return verify(hashed, password);
}

export type PasswordProblem = 'too-short' | 'too-long' | 'too-common' | 'like-the-account';

/** Words on which people here build passwords; digits and signs around them add nothing a guesser does not try first. */
const commonWords = new Set(
  `abcdefghijkl admin administrator akuganteng akusayangkamu alhamdulillah allahuakbar anakku asdfghjkl asdfghjklqwerty
  assalamualaikum balikpapan bandung bismillah bismillahirrahmanirrahim borneo bulog cintaku garuda garudaindonesia iloveyou
  indonesia indonesiaraya jakarta kalimantan kalimantantimur katakunci katasandi keluarga keluargaku kelurahan kopdes kopdeskel
  koperasi koperasidesa koperasidesamerahputih koperasikelurahan koperasimerahputih kopkel letmein lumbung manggar masuk
  masukaja merahputih merdeka nusantara passwd password passwordku passw pertamina persiba qazwsx qazwsxedc qwerty
  qwertyuiop qwertyuiopasdfghjkl rahasia rahasiaku sandi satuduatiga sayang sayangkamu sayangku selamatdatang
  simkopdes superman terserah ujicoba welcome zxcvbnm`.split(/\s+/),
);

/**
 * What is wrong with a password a person chooses; undefined when nothing is. Length is what counts, so no class of
 * characters is demanded (NIST SP 800-63B-4 §3.1.1.2, docs/rules/access.md).
 */
export function passwordProblem(
  password: string,
  account: { email: string; name: string },
): PasswordProblem | undefined {
  const length = [...password].length;
  if (length < passwordLengthMin) return 'too-short';
  if (length > passwordLengthMax) return 'too-long';
  const letters = lettersOf(password).replace(/^(.+?)\1+$/u, '$1'); // "sandisandi" is no better than "sandi"
  if (letters === '' || new Set(password).size < 5 || commonWords.has(letters)) return 'too-common';
  const own = [account.email, account.email.split('@')[0] ?? '', account.name].map(lettersOf);
  return own.some((word) => word.length >= 4 && letters === word) ? 'like-the-account' : undefined;
}

function lettersOf(text: string): string {
  return text.toLowerCase().replace(/[^\p{L}]/gu, '');
}
