import type { UseQueryOptions } from '@tanstack/react-query';
import { firstSetUpCall, searchRegenciesCall } from '../../server/access/access.schema.ts';
import { email, newPassword } from '../platform/credential-inputs.tsx';
import { CallForm, type InputOfOnesOwn } from '../platform/form.tsx';
import { useSpeech } from '../platform/i18n.ts';
import { send } from '../platform/send.ts';
import type { Choice } from '../platform/ui/inputs.tsx';
import { SearchSelect } from '../platform/ui/SearchSelect.tsx';
import { Door, enterAs, NoToken, tokenOfLink } from './Door.tsx';

const city: InputOfOnesOwn = ({ value, ...rest }) => (
  <SearchSelect key="city" {...rest} value={value as string | undefined} choicesFor={regenciesNamed} />
);

function regenciesNamed(text: string): UseQueryOptions<readonly Choice[], Error> {
  return {
    queryKey: ['access', 'regencies', text],
    queryFn: async ({ signal }) => {
      const { regencies } = await send(searchRegenciesCall, { query: { text }, signal });
      return regencies.map(({ code, name, provinceName }) => ({ value: code, label: `${name}, ${provinceName}` }));
    },
  };
}

/** The first administrator of an empty system, by the link that the console of the server prints. */
export function SetUpScreen() {
  const { t } = useSpeech();
  const token = tokenOfLink();
  return (
    <Door title={t('access.setUp.title')} lead={t('access.setUp.lead')}>
      {token === undefined ? (
        <NoToken />
      ) : (
        <CallForm
          call={firstSetUpCall}
          start={{ token }}
          ask={['regencyCode', 'name', 'email', 'password']}
          inputs={{ regencyCode: city, email, password: newPassword }}
          refusedAt={{ 'access/regency-not-found': '/regencyCode', 'auth/weak-password': '/password' }}
          submit={t('access.setUp.verb')}
          onDone={(_, sent) => void enterAs({ email: sent.email, password: sent.password })}
        />
      )}
    </Door>
  );
}
