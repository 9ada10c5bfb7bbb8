import { execFile } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { promisify } from 'node:util';
import { describe, expect, test } from 'vitest';

const run = promisify(execFile);

interface LockEntry {
  readonly version?: string;
  readonly integrity?: string;
  readonly resolved?: string;
  readonly optional?: boolean;
  readonly hasInstallScript?: boolean;
}
interface Manifest {
  readonly allowScripts: Readonly<Record<string, boolean>>;
  readonly dependencies: Readonly<Record<string, string>>;
  readonly devDependencies: Readonly<Record<string, string>>;
  readonly optionalDependencies: Readonly<Record<string, string>>;
}

const manifest: Manifest = JSON.parse(readFileSync('package.json', 'utf8'));
const lock: { packages: Record<string, LockEntry> } = JSON.parse(readFileSync('package-lock.json', 'utf8'));
const installed = Object.entries(lock.packages).filter(([path]) => path !== '');
const nameOf = (path: string) => path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length);

describe('what we install (S39)', () => {
  test('is pinned to exact versions', () => {
    const wanted = { ...manifest.dependencies, ...manifest.devDependencies, ...manifest.optionalDependencies };
    expect(Object.entries(wanted).filter(([, version]) => !/^\d+\.\d+\.\d+[\w.-]*$/.test(version))).toEqual([]);
  });

  test('is in the lock for every platform', async () => {
    await expect(run('node', ['tools/complete-lockfile.mjs', '--check'])).resolves.toBeDefined();
  });

  test('is what its hash says; only optional packages the registry did not serve have none', () => {
    const unproven = installed.filter(([, entry]) => !entry.integrity?.startsWith('sha512-') && !entry.optional);
    expect(unproven.map(([path]) => path)).toEqual([]);
    const elsewhere = installed.filter(
      ([, { resolved }]) => resolved && !/^https:\/\/registry\.npmjs\.org\//.test(resolved),
    );
    expect(elsewhere.map(([path]) => path)).toEqual([]);
  });

  test('runs no install script but those named in allowScripts, and of these only the one that fetches Node', () => {
    const scripted = installed.filter(([, entry]) => entry.hasInstallScript).map(([path]) => nameOf(path));
    expect(scripted.filter((name) => !(name in manifest.allowScripts))).toEqual([]);
    expect(Object.entries(manifest.allowScripts).filter(([, allowed]) => allowed)).toEqual([['node', true]]);
  });

  test('has no known hole of high severity', { timeout: 60_000 }, async ({ skip }) => {
    const { vulnerabilities, unavailable } = await audit();
    if (unavailable) skip(`npm audit is not to be had here: ${unavailable}`);
    const high = Object.values(vulnerabilities).filter(
      ({ severity }) => severity === 'high' || severity === 'critical',
    );
    expect(high.map(({ name, severity }) => `${name}: ${severity}`)).toEqual([]);
  });

  test('can be listed as a bill of materials', { timeout: 60_000 }, async () => {
    const args = ['sbom', '--sbom-format=cyclonedx', '--omit=dev', '--package-lock-only'];
    const { stdout } = await run('npm', args, { maxBuffer: 64 << 20 });
    expect(JSON.parse(stdout).components.length).toBeGreaterThan(50);
  });
});

describe('what we keep in the repository (S40)', () => {
  const secrets: readonly { finds: RegExp; control: string; spareTests?: boolean }[] = [
    { finds: /-----BEGIN [A-Z ]*PRIVATE KEY-----/, control: ['-----BEGIN', 'PRIVATE KEY-----'].join(' ') },
    { finds: /\b(AKIA|ASIA)[0-9A-Z]{16}\b/, control: `AKIA${'A'.repeat(16)}` },
    { finds: /\b(gh[pousr]|github_pat|npm|glpat)[_-][A-Za-z0-9_]{20,}/, control: `ghp_${'a'.repeat(36)}` },
    {
      finds: /\bpostgres(ql)?:\/\/\w+:(?!secret\b|\.{3})[^@\s${}'"`]+@/,
      control: ['postgres://lumbung_app:', 'hunter2', '@db/lumbung'].join(''),
    },
    {
      finds: /\b\w*(secret|password|token|api_?key)\w*\s*[:=]\s*['"][A-Za-z0-9+/_=-]{20,}['"]/i,
      control: `secret = '${'x1'.repeat(16)}'`,
      spareTests: true, // they sign in with passwords of their own making
    },
  ];

  test('holds no secret', async () => {
    for (const { finds, control } of secrets) expect(control, 'the control').toMatch(finds);
    const { stdout } = await run('git', ['ls-files', '--cached', '--others', '--exclude-standard'], {
      maxBuffer: 64 << 20,
    });
    const paths = stdout
      .split('\n')
      .filter((path) => /[.](ts|tsx|js|mjs|cjs|json|sql|md|sh|yml|yaml|env|example|html)$|^[.]ci\//.test(path));
    const found = paths.flatMap((path) => {
      const text = path === 'package-lock.json' || !existsSync(path) ? '' : readFileSync(path, 'utf8');
      return secrets
        .filter(({ finds, spareTests }) => !(spareTests && /[.](test|spec)[.]ts$/.test(path)) && finds.test(text))
        .map(({ finds }) => `${path}: ${finds.exec(text)?.[0]?.slice(0, 24)}…`);
    });
    expect(paths.length).toBeGreaterThan(50);
    expect(found).toEqual([]);
  });
});

/** What npm knows of holes in our production packages; `unavailable` says why the registry in use cannot tell. */
async function audit(): Promise<{
  vulnerabilities: Record<string, { name: string; severity: string }>;
  unavailable?: string;
}> {
  // npm exits with 1 when it found something, and prints the same report.
  const { stdout } = await run('npm', ['audit', '--omit=dev', '--json', '--fetch-retries=0', '--fetch-timeout=20000'], {
    maxBuffer: 64 << 20,
  }).catch((failure: { stdout?: string; message: string }) => ({
    stdout: failure.stdout || JSON.stringify({ message: failure.message }),
  }));
  const report = JSON.parse(stdout);
  if (!report.vulnerabilities)
    return { vulnerabilities: {}, unavailable: report.message ?? report.error?.summary ?? 'no report' };
  return { vulnerabilities: report.vulnerabilities };
}
