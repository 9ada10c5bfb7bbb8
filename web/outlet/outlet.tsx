import '../platform/tokens.css';
import './outlet.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { present } from '../../server/kernel/assert.ts';
import { App } from './App.tsx';
import { openOutlet, startWorker } from './state.ts';
import { startWords } from './words.ts';

await startWords();
createRoot(present(document.getElementById('outlet'), 'the place of the app')).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
await openOutlet();
await startWorker();
