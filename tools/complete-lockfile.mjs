// npm leaves optional packages of other platforms out of package-lock.json when the registry in use does not serve them,
// and then refuses its own lock on `npm ci`. Adds the missing entries; `--check` only tells. Plain JavaScript, because it
// runs after `npm install` on whatever Node there is.
import { readFileSync, writeFileSync } from 'node:fs';

const path = new URL('../package-lock.json', import.meta.url);
const lock = JSON.parse(readFileSync(path, 'utf8'));
const added = missingOptionals(lock.packages);

if (added.length === 0) {
  console.log(`package-lock.json is complete: ${Object.keys(lock.packages).length} entries`);
} else if (process.argv.includes('--check')) {
  console.error(`package-lock.json misses ${added.length} optional packages; run: node tools/complete-lockfile.mjs`);
  for (const [at] of added) console.error(`  ${at}`);
  process.exit(1);
} else {
  const all = Object.entries({ ...lock.packages, ...Object.fromEntries(added) });
  lock.packages = Object.fromEntries(all.sort(([a], [b]) => (a < b ? -1 : 1)));
  writeFileSync(path, `${JSON.stringify(lock, null, 2)}\n`);
  console.log(`package-lock.json: ${added.length} optional packages added`);
}

/** Entries for every optional dependency that Node's look-up would not find in the lock, as `[path, entry]`. */
function missingOptionals(packages) {
  const found = new Map();
  for (const [parent, entry] of Object.entries(packages)) {
    for (const [name, version] of Object.entries(entry.optionalDependencies ?? {})) {
      if (foldersUpFrom(parent).some((folder) => `${folder}node_modules/${name}` in packages)) continue;
      if (!/^\d+\.\d+\.\d+[\w.-]*$/.test(version))
        throw new Error(`${parent} wants ${name}@${version}: not an exact version`);
      found.set(`node_modules/${name}`, {
        version,
        ...platformOf(name),
        ...(entry.dev && { dev: true }),
        optional: true,
      });
    }
  }
  return [...found];
}

function foldersUpFrom(parent) {
  const parts = parent === '' ? [] : parent.split(/(?<=\/)(?=node_modules\/)/);
  return parts
    .map(
      (_, i) =>
        `${parts
          .slice(0, parts.length - i)
          .join('')
          .replace(/\/?$/, '/')}`,
    )
    .concat('');
}

/** Reads `os`, `cpu` and `libc` off a name like `@biomejs/cli-linux-x64-musl`. */
function platformOf(name) {
  const os = /\b(android|darwin|freebsd|linux|openharmony|win32)\b/.exec(name)?.[1];
  const cpu = /\b(arm64|arm|ia32|ppc64|riscv64|s390x|x64)\b/.exec(name)?.[1];
  if (!os || !cpu) throw new Error(`no platform in the name ${name}`);
  const musl = /musl/.test(name) ? ['musl'] : undefined;
  const glibc = os === 'linux' && /-gnu/.test(name) ? ['glibc'] : undefined;
  return { os: [os], cpu: [cpu], ...((musl ?? glibc) && { libc: musl ?? glibc }) };
}
