import { useSpeech } from '../platform/i18n.ts';
import { Button } from '../platform/ui/Button.tsx';
import { notify } from '../platform/ui/notices.tsx';
import css from './access.module.css';

/** A link that is shown this once: whoever made it hands it over himself. */
export function OneTimeLink({ link, note }: { link: string; note: string }) {
  const { t } = useSpeech();
  const copy = async () => {
    await navigator.clipboard.writeText(link);
    notify(t('access.users.copied'));
  };
  return (
    <div className={css.step}>
      <p>{note}</p>
      <code className={css.secret}>{link}</code>
      <Button onClick={() => void copy()}>{t('access.users.copy')}</Button>
    </div>
  );
}
