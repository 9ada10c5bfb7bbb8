import { languages, speak, useSpeech } from '../i18n.ts';
import css from './LanguageSwitch.module.css';

export function LanguageSwitch() {
  const { t, language } = useSpeech();
  return (
    <fieldset className={css.languages} aria-label={t('platform.language')}>
      {languages.map((each) => (
        <button key={each} type="button" lang={each} aria-pressed={each === language} onClick={() => void speak(each)}>
          {each.toUpperCase()}
        </button>
      ))}
    </fieldset>
  );
}
