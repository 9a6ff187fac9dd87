// SPDX-License-Identifier: EUPL-1.2
import { useForm } from '@mantine/form';
import { useBlocker } from '@tanstack/react-router';
import { useState } from 'react';
import type { Problem } from '#platform/http/contract.ts';
import type { AnyEndpoint, InputOf, OutputOf } from '../api/endpoint.ts';
import { ApiProblem, referenceOf, sentenceOf } from '../api/problem.ts';
import { useAct } from '../api/use-endpoint.ts';
import { useConfirm } from '../parts/confirm.tsx';
import { fieldErrors } from './field-errors.ts';

export type Refused = { title: string; reference: string | null; items: readonly { path: string | null; says: string }[] };

type Options<E extends AnyEndpoint, Values> = {
  initial: Values;
  /** Values of the form → input of the endpoint; the same shape when absent. */
  toInput?: (values: Values) => InputOf<E>;
  /** Names of the form's fields, where they differ from the endpoint's: `{ 'payer.id': 'payer' }`. */
  fieldNames?: Readonly<Record<string, string>>;
  /** Endpoints whose answers this act changes; all that the body has shown when absent. */
  changes?: readonly AnyEndpoint[];
  done?: (output: OutputOf<E>, values: Values) => void | Promise<void>;
  /** Hears a refusal, besides what the form shows of it. */
  refused?: (problem: Problem) => void;
  /** Asks before leaving with unsaved changes. Default true. */
  guardsChanges?: boolean;
};

type MantineForm<Values extends Record<string, unknown>> = ReturnType<typeof useForm<Values>>;

export type ActForm<Values extends Record<string, unknown>> = {
  values: Values;
  /** Everything an input needs, its refusal included: `<TextInput label="Motif" {...form.field('reason')} />`. */
  field: MantineForm<Values>['getInputProps'];
  set: MantineForm<Values>['setFieldValue'];
  /** Adds to, or removes from, a list of the form. */
  insert: MantineForm<Values>['insertListItem'];
  remove: MantineForm<Values>['removeListItem'];
  reset: () => void;
  submit: () => Promise<void>;
  focus: (path: string) => void;
  isBusy: boolean;
  isDirty: boolean;
  refused: Refused | null;
};

/** A form that acts: what the server refuses stands beside its field, and above the form what belongs to none. */
export function useActForm<E extends AnyEndpoint, Values extends Record<string, unknown>>(endpoint: E, options: Options<E, Values>): ActForm<Values> {
  const form = useForm<Values>({ initialValues: options.initial });
  const [refused, setRefused] = useState<Refused | null>(null);
  const act = useAct(endpoint, options.changes ? { changes: options.changes } : {});
  useLeaveGuard(() => (options.guardsChanges ?? true) && form.isDirty());

  const submit = async (): Promise<void> => {
    const values = form.getValues();
    form.clearErrors();
    setRefused(null);
    try {
      const output = await act.mutateAsync(options.toInput ? options.toInput(values) : (values as unknown as InputOf<E>)); // said to be the same shape
      form.resetDirty(values);
      await options.done?.(output, values);
    } catch (error) {
      if (!(error instanceof ApiProblem) || error.problem.status === 401)
        return setRefused({ title: sentenceOf(error), reference: referenceOf(error), items: [] });
      const { byField, items } = fieldErrors(error.problem, values, options.fieldNames);
      form.setErrors(byField);
      options.refused?.(error.problem);
      setRefused({ title: error.problem.title, reference: error.problem.status >= 500 ? referenceOf(error) : null, items });
    }
  };

  return {
    values: form.values,
    field: form.getInputProps,
    set: form.setFieldValue,
    insert: form.insertListItem,
    remove: form.removeListItem,
    reset: () => {
      form.reset();
      setRefused(null);
    },
    submit,
    focus: (path) => {
      const node = form.getInputNode(path);
      const target = node?.matches('input, select, textarea, button') ? node : node?.querySelector<HTMLElement>('input, select, textarea, button');
      target?.focus();
    },
    isBusy: act.isPending,
    isDirty: form.isDirty(),
    refused,
  };
}

function useLeaveGuard(isDirty: () => boolean): void {
  const confirm = useConfirm();
  useBlocker({
    shouldBlockFn: async ({ current, next }) => {
      if (!isDirty() || current.pathname === next.pathname) return false;
      return !(await confirm({
        title: 'Quitter sans enregistrer ?',
        says: 'Ce que vous avez saisi sur cette page sera perdu.',
        act: 'Quitter la page',
        isDangerous: true,
      }));
    },
    enableBeforeUnload: isDirty,
  });
}
