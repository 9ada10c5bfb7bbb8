import { Link } from '@tanstack/react-router';
import { useSpeech } from '../../platform/i18n.ts';
import { Button } from '../../platform/ui/Button.tsx';
import { wordsFor } from '../../platform/ui/States.tsx';
import { problemFrom, useDrafts, useSender, useSending } from './drafts.ts';
import css from './survey.module.css';

/** Said on every screen about assets as long as something waits on this device: how many, which, and what keeps them. */
export function UnsentSurveys() {
  const { t } = useSpeech();
  const drafts = useDrafts();
  const sender = useSender(drafts);
  if (drafts === undefined || (drafts.own.length === 0 && drafts.others === 0)) return null;
  const { own, others } = drafts;
  return (
    <section className={css.unsent} aria-label={t('assets.survey.unsent.name')}>
      {own.length > 0 && (
        <>
          <p>
            <strong>{t('assets.survey.unsent.count', { count: own.length })}</strong>
          </p>
          <ul>
            {own.map((draft) => (
              <li key={draft.id}>
                <Link to="/aset/$id/survei" params={{ id: draft.assetId }}>
                  {draft.sheet.name}
                </Link>{' '}
                <span className="quiet small">
                  {draft.refused ? wordsFor(problemFrom(draft.refused), t) : t(`assets.survey.state.${draft.state}`)}
                </span>
              </li>
            ))}
          </ul>
          <SendingLine />
          {sender.problem && <p role="alert">{wordsFor(sender.problem, t)}</p>}
          {sender.ready.length > 0 && (
            <Button busy={sender.busy} onClick={sender.send}>
              {t('assets.survey.unsent.send')}
            </Button>
          )}
        </>
      )}
      {others > 0 && <p className="quiet small">{t('assets.survey.unsent.others', { count: others })}</p>}
    </section>
  );
}

/** How far the sending is, in photos and percents. */
export function SendingLine() {
  const { t, number } = useSpeech();
  const sending = useSending();
  const { done = 0, total = 0, percent = 0 } = sending ?? {};
  return (
    <div role="status">
      {sending &&
        (total === 0 ? (
          <p>{t('assets.survey.sending.words')}</p>
        ) : (
          <>
            <p>
              {t('assets.survey.sending.photo', {
                nth: number(done + 1),
                total: number(total),
                percent: number(percent),
              })}
            </p>
            <progress
              className={css.progress}
              value={done * 100 + percent}
              max={total * 100}
              aria-label={t('assets.survey.sending.name')}
            />
          </>
        ))}
    </div>
  );
}
