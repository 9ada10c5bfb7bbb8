import { useSpeech } from '../platform/i18n.ts';
import { Page } from '../platform/ui/Page.tsx';

export function SignInScreen() {
  const { t } = useSpeech();
  return <Page title={t('access.signIn.title')}>{null}</Page>;
}
