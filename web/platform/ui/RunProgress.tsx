import type { Run } from '../../../server/platform/jobs/run.schema.ts';
import { useSpeech } from '../i18n.ts';

/** How far a long job is; it goes on when its page is left. */
export function RunProgress({ run, waiting, note }: { run: Run; waiting: string; note: string }) {
  const { t } = useSpeech();
  const said = run.note === null ? waiting : t(run.note);
  return (
    <div role="status">
      <p>{said}</p>
      <progress aria-label={said} {...(run.total === null ? {} : { value: run.done, max: run.total })} />
      <p className="quiet small">{note}</p>
    </div>
  );
}
