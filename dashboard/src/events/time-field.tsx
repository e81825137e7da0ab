import { t } from '@lingui/core/macro';
import { Button, TextInput } from '@mantine/core';
import { type UseFormReturn, useWatch } from 'react-hook-form';
import { Choices } from '../ui/choices.tsx';
import classes from './form.module.css';
import { meaning, type TimeName, typedAt, type Values } from './form-values.ts';
import { startIn, timeWithOffset } from './when.ts';

interface Props {
  form: UseFormReturn<Values>;
  name: TimeName;
  label: string;
  /** Told when another time is typed or chosen. */
  onTime: () => void;
}

/** A local time; one that clocks skip, or show twice, is explained, with the two moments to choose from. */
export function TimeField({ form: { register, control, formState, setValue }, name, label, onTime }: Props) {
  const [local, zone] = useWatch({ control, name: [name, 'time_zone'] });
  const found = meaning(local, zone);
  const pick = `${name}_pick` as const;
  const field = register(name, { onChange: onTime });
  // What stands below says more than the error would.
  const isExplained = found?.is === 'skipped' || found?.is === 'twice';
  const error = formState.errors[name]?.message;
  return (
    <div className={classes.time}>
      <TextInput
        type="datetime-local"
        label={label}
        error={isExplained && error ? t`Choose one of the two times below.` : error}
        {...field}
      />
      {found?.is === 'skipped' && (
        <section className={classes.clocks} aria-label={t`${label}: which time?`}>
          <p>{t`Clocks are put forward that night, and this time doesn’t exist. Use:`}</p>
          <div className={classes.buttons}>
            {found.nearest.map((instant) => (
              <Button
                key={instant}
                variant="outline"
                onClick={() => {
                  const typed = typedAt(instant, zone);
                  setValue(name, typed.local, { shouldDirty: true, shouldValidate: formState.isSubmitted });
                  setValue(pick, typed.pick, { shouldDirty: true });
                  onTime();
                }}
              >
                {startIn(zone, instant)}
              </Button>
            ))}
          </div>
        </section>
      )}
      {found?.is === 'twice' && (
        <section className={classes.clocks} aria-label={t`${label}: which of the two?`}>
          <Choices
            legend={t`Clocks are put back that night, and this time comes twice. Which one?`}
            choices={[
              { value: 'first', label: timeWithOffset(zone, found.instants[0]), hint: t`Before clocks are put back` },
              { value: 'second', label: timeWithOffset(zone, found.instants[1]), hint: t`An hour later, after it` },
            ]}
            input={() => register(pick)}
          />
        </section>
      )}
    </div>
  );
}
