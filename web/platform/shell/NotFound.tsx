import { useSpeech } from '../i18n.ts';
import { ButtonLink } from '../ui/Button.tsx';
import { Page } from '../ui/Page.tsx';
import { EmptyState } from '../ui/States.tsx';

export function NotFound() {
  const { t } = useSpeech();
  return (
    <Page title={t('platform.notFound.title')}>
      <EmptyState
        title={t('platform.notFound.what')}
        action={<ButtonLink to="/">{t('platform.notFound.home')}</ButtonLink>}
      >
        {t('platform.notFound.todo')}
      </EmptyState>
    </Page>
  );
}
