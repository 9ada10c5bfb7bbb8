import { onlineManager } from '@tanstack/react-query';
import { useSyncExternalStore } from 'react';
import { useSpeech } from '../i18n.ts';
import css from './Header.module.css';

/** Said as long as the device has no network: what is on screen stays, and what is typed is not lost. */
export function OfflineLine() {
  const { t } = useSpeech();
  const isOnline = useSyncExternalStore(
    (watcher) => onlineManager.subscribe(watcher),
    () => onlineManager.isOnline(),
  );
  return (
    <div role="status">
      {!isOnline && (
        <p className={css.offline}>
          <strong>{t('platform.offline.name')}</strong> {t('platform.offline.what')}
        </p>
      )}
    </div>
  );
}
