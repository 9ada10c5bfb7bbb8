import { useRouter } from '@tanstack/react-router';
import { Problem } from '../send.ts';
import { ProblemState } from '../ui/States.tsx';
import css from './Shell.module.css';

/** In the place of a screen that cannot be opened: the server was not reached, or the screen itself is broken. */
export function BrokenScreen({ error }: { error: unknown }) {
  const router = useRouter();
  const isCutOff = !(error instanceof Problem) && !navigator.onLine; // the screen's own code could not be fetched
  const offline = { type: 'platform/offline', status: 0, title: 'the screen could not be fetched' };
  return (
    <main className={css.main}>
      <ProblemState
        problem={isCutOff ? new Problem('offline', offline) : error}
        retry={() => void router.invalidate()}
      />
    </main>
  );
}
