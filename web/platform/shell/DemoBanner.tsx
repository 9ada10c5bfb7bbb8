import type { BusinessDate } from '../../../server/kernel/business-date.ts';
import { useSpeech } from '../i18n.ts';
import css from './Header.module.css';

export function DemoBanner({ today }: { today: BusinessDate }) {
  const { t, date } = useSpeech();
  return (
    <p className={css.banner}>
      <strong>{t('platform.demo.name')}</strong> {t('platform.demo.what', { date: date(today) })}
    </p>
  );
}
