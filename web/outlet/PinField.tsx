import { useId } from 'react';
import { pinDigits } from './pin.ts';

/** Six digits, on the phone's own keypad, never shown. */
export function PinField(given: {
  label: string;
  value: string;
  onChange: (value: string) => void;
  isDisabled?: boolean;
}) {
  const field = useId();
  return (
    <>
      <label htmlFor={field}>{given.label}</label>
      <input
        id={field}
        className="pin"
        type="password"
        inputMode="numeric"
        autoComplete="off"
        pattern="[0-9]*"
        maxLength={pinDigits}
        disabled={given.isDisabled ?? false}
        value={given.value}
        onChange={(event) => given.onChange(event.target.value.replace(/\D/g, ''))}
      />
    </>
  );
}
