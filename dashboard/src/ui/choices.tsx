import { type InputHTMLAttributes, type ReactNode, useId } from 'react';
import classes from './choices.module.css';

interface Choice {
  value: string;
  label: string;
  hint?: string;
}

interface Props {
  legend: string;
  choices: readonly Choice[];
  /** For each radio button, beside its value. */
  input: (value: string) => InputHTMLAttributes<HTMLInputElement> & { ref?: React.Ref<HTMLInputElement> };
  error?: ReactNode;
}

/** As many stand beside each other; more are two in a line. */
const IN_A_LINE = 4;

/** One of a few, each with room for a word of explanation. */
export function Choices({ legend, choices, input, error }: Props) {
  const errorId = useId();
  return (
    <fieldset className={classes.choices} aria-describedby={error ? errorId : undefined}>
      <legend>{legend}</legend>
      <div className={classes.options} data-many={choices.length > IN_A_LINE || undefined}>
        {choices.map(({ value, label, hint }) => (
          <label key={value} className={classes.option}>
            <input type="radio" value={value} {...input(value)} />
            <span className={classes.label}>{label}</span>
            {hint && <span className={classes.hint}>{hint}</span>}
          </label>
        ))}
      </div>
      {error && (
        <p className={classes.error} id={errorId}>
          {error}
        </p>
      )}
    </fieldset>
  );
}
