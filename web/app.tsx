import './platform/mantine.ts';
import './platform/tokens.css';
import './platform/base.css';
import { MantineProvider } from '@mantine/core';
import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { present } from '../server/kernel/assert.ts';
import { startWords } from './platform/i18n.ts';
import { theme } from './platform/mantine.ts';
import { queryClient } from './platform/query.ts';
import { reloadWhenReplaced } from './platform/reload-when-replaced.ts';
import { router } from './routes.tsx';

reloadWhenReplaced();
await startWords();

createRoot(present(document.getElementById('app'), 'the place of the app')).render(
  <StrictMode>
    <MantineProvider
      theme={theme}
      defaultColorScheme="auto"
      withCssVariables={false}
      withGlobalClasses={false}
      getStyleNonce={styleNonce}
    >
      <QueryClientProvider client={queryClient}>
        <RouterProvider router={router} />
      </QueryClientProvider>
    </MantineProvider>
  </StrictMode>,
);

requestAnimationFrame(() => import('./platform/font.css'));

/** The nonce of this page's policy, for the few style elements that floating parts insert. */
function styleNonce(): string {
  return document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]')?.nonce ?? '';
}
