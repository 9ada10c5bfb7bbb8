import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { Plugin, Rolldown } from 'vite';

type Bundle = Rolldown.OutputBundle;

/**
 * Makes an entry of the web app one that starts without network: writes beside its page the service worker with the list of all the page needs, and
 * the manifest by which phones install it. Ready-made plug-ins drag in four hundred packages for the same.
 * @param entry name of the input; its page is at `pageUrl`, its files under `base`
 */
export function serviceWorker({ entry, pageUrl, source }: { entry: string; pageUrl: string; source: string }): Plugin {
  let base = '/';
  return {
    name: 'lumbung-service-worker',
    apply: 'build',
    enforce: 'post',
    configResolved: (config) => {
      base = config.base;
    },
    transformIndexHtml: {
      order: 'post',
      handler: (_html, { path }) =>
        path === `/${entry}/index.html`
          ? [{ tag: 'link', attrs: { rel: 'manifest', href: `${pageUrl}manifest.webmanifest` }, injectTo: 'head' }]
          : [],
    },
    async generateBundle(_options, bundle) {
      const icon = Object.keys(bundle).find((name) => /assets\/lumbung-.*\.svg$/.test(name));
      const files = [...filesOf(bundle, entry).union(new Set(icon === undefined ? [] : [icon]))].toSorted();
      const manifestUrl = `${pageUrl}manifest.webmanifest`;
      const shell = [pageUrl, manifestUrl, ...files.map((name) => `${base}${name}`)];
      const page = bundle[`${entry}/index.html`];
      const version = createHash('sha256')
        .update(JSON.stringify([shell, page?.type === 'asset' ? String(page.source) : '']))
        .digest('hex')
        .slice(0, 12);
      const code = (await readFile(source, 'utf8'))
        .replace("'__PAGE__'", JSON.stringify(pageUrl))
        .replace("'__VERSION__'", JSON.stringify(version))
        .replace("'__SHELL__'", JSON.stringify(shell));
      this.emitFile({ type: 'asset', fileName: `${entry}/sw.js`, source: code });
      const manifest = JSON.stringify(manifestOf(pageUrl, icon === undefined ? undefined : `${base}${icon}`));
      this.emitFile({ type: 'asset', fileName: `${entry}/manifest.webmanifest`, source: manifest });
    },
  };
}

/** Every file an entry may ever load: what it imports, what that imports, also later, and their styles and pictures. */
function filesOf(bundle: Bundle, entry: string): Set<string> {
  const found = new Set<string>();
  const waiting = Object.values(bundle).flatMap((each) =>
    each.type === 'chunk' && each.isEntry && each.name === entry ? [each.fileName] : [],
  );
  for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
    const chunk = bundle[name];
    if (found.has(name) || chunk?.type !== 'chunk') continue;
    found.add(name);
    waiting.push(...chunk.imports, ...chunk.dynamicImports);
    const { importedCss = new Set<string>(), importedAssets = new Set<string>() } = chunk.viteMetadata ?? {};
    for (const asset of [...importedCss, ...importedAssets]) found.add(asset);
  }
  return found;
}

function manifestOf(pageUrl: string, icon: string | undefined) {
  return {
    ...{ name: 'Lumbung Gerai', short_name: 'Gerai', lang: 'id', dir: 'ltr' },
    ...{ id: pageUrl, start_url: pageUrl, scope: pageUrl, display: 'standalone', orientation: 'portrait' },
    ...{ background_color: '#ffffff', theme_color: '#ffffff' },
    icons: icon === undefined ? [] : [{ src: icon, sizes: 'any', type: 'image/svg+xml', purpose: 'any' }],
  };
}
