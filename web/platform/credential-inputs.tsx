import type { ComponentProps } from 'react';
import type { InputOfOnesOwn } from './form.tsx';
import { TextInput } from './ui/inputs.tsx';

/** A text that the browser's password keeper should know. */
function credential(type: string, autoComplete: ComponentProps<'input'>['autoComplete']): InputOfOnesOwn {
  return ({ value, ...rest }) => (
    <TextInput
      key={autoComplete}
      {...rest}
      value={value as string | undefined}
      type={type}
      autoComplete={autoComplete}
    />
  );
}

export const email = credential('email', 'username');
export const knownPassword = credential('password', 'current-password');
export const newPassword = credential('password', 'new-password');
export const code = credential('text', 'one-time-code');
