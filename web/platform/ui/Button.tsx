import { createLink } from '@tanstack/react-router';
import type { ComponentProps, ReactNode } from 'react';
import css from './Button.module.css';

interface Look {
  /** `act` is red and stands once on a screen: the one thing to do. */
  kind?: 'act' | 'plain' | 'quiet';
  icon?: ReactNode;
}

interface ButtonProps extends Look, ComponentProps<'button'> {
  /** Shows that the work is under way and takes no second press. */
  busy?: boolean;
}

export function Button({
  kind = 'plain',
  icon,
  busy = false,
  children,
  type = 'button',
  disabled = false,
  ...rest
}: ButtonProps) {
  return (
    <button {...rest} type={type} className={css.button} data-kind={kind} disabled={disabled || busy} aria-busy={busy}>
      {icon}
      {children}
    </button>
  );
}

function Anchor({ kind = 'plain', icon, children, ...rest }: Look & ComponentProps<'a'>) {
  return (
    <a {...rest} className={css.button} data-kind={kind}>
      {icon}
      {children}
    </a>
  );
}

/** Looks like a button, goes somewhere: `<ButtonLink to="/koperasi/$id" params={{ id }}>`. */
export const ButtonLink = createLink(Anchor);
