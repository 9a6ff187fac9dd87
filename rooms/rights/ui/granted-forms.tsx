// SPDX-License-Identifier: EUPL-1.2
import { Radio, Stack, Textarea } from '@mantine/core';
import { FrenchNumberInput } from '#ui/forms/amount-input.tsx';
import { DayInput } from '#ui/forms/day-input.tsx';
import { Form } from '#ui/forms/form.tsx';
import { useActForm } from '#ui/forms/use-act-form.ts';
import { today } from '#ui/format/day.ts';
import { tellDone } from '#ui/parts/tell.ts';
import { changeLimit, endExtra, endOpening, grantExtra, suspendRights, type AllowanceShape, type ServiceShape } from '../contract.ts';

type Close = { done: () => void };

/** Adds to a right by hand. */
export function ExtraForm({ right, done }: { right: AllowanceShape } & Close) {
  const form = useActForm(grantExtra, {
    initial: { amount: null as number | null, beginsOn: today() as string | null, endsOn: right.endsOn as string | null, reason: '' },
    toInput: ({ amount, beginsOn, ...rest }) => ({ allowanceId: right.id, amount: amount ?? 0, beginsOn: beginsOn ?? '', ...rest }),
    guardsChanges: false,
    done: () => {
      tellDone('Complément accordé.');
      done();
    },
  });
  return (
    <Form form={form} submit="Accorder">
      <FrenchNumberInput label={`Quantité en plus (${right.unit})`} decimals={3} required data-autofocus {...form.field('amount')} />
      <DayInput label="À partir du" required {...form.field('beginsOn')} />
      <DayInput label="Jusqu’au" description="Sans date, le complément dure autant que le droit." {...form.field('endsOn')} />
      <Reason {...form.field('reason')} />
    </Form>
  );
}

/** Says whether a right may be exceeded. */
export function LimitForm({ right, done }: { right: AllowanceShape } & Close) {
  const form = useActForm(changeLimit, {
    initial: { limit: right.isHard ? 'soft' : 'hard', reason: '' },
    toInput: ({ limit, reason }) => ({ id: right.id, isHard: limit === 'hard', reason }),
    guardsChanges: false,
    done: () => {
      tellDone('Limite changée.');
      done();
    },
  });
  return (
    <Form form={form} submit="Changer la limite">
      <Radio.Group label="À la limite du droit" {...form.field('limit')}>
        <Stack gap="xs" mt="xs">
          <Radio value="hard" label="Les utilisations s’arrêtent" />
          <Radio
            value="soft"
            label={right.overageCents === null ? 'Elles continuent, sans prix imprimé pour ce qui dépasse' : 'Elles continuent, au prix du tarif'}
          />
        </Stack>
      </Radio.Group>
      <Reason {...form.field('reason')} />
    </Form>
  );
}

/** Suspends one service, or all that the operator opened. */
export function SuspendForm({ bodyId, service, done }: { bodyId: string; service?: ServiceShape | undefined } & Close) {
  const form = useActForm(suspendRights, {
    initial: { beginsOn: today() as string | null, endsOn: null as string | null, reason: '' },
    toInput: ({ beginsOn, endsOn, reason }) => ({
      beneficiaryId: bodyId,
      beginsOn: beginsOn ?? '',
      reason,
      ...(service && { service: service.service }),
      ...(endsOn && { endsOn }),
    }),
    guardsChanges: false,
    done: () => {
      tellDone('Suspension enregistrée ; la collectivité en est informée.');
      done();
    },
  });
  return (
    <Form form={form} submit="Suspendre" isDangerous>
      <p>
        {service ? `« ${service.label} » ne pourra plus être utilisé` : 'Aucun des services que vous avez ouverts ne pourra plus être utilisé'}{' '}
        pendant ces jours.
      </p>
      <DayInput label="À partir du" required {...form.field('beginsOn')} />
      <DayInput label="Jusqu’au" description="Sans date, jusqu’à ce que vous la leviez." {...form.field('endsOn')} />
      <Reason {...form.field('reason')} />
    </Form>
  );
}

/** Ends a service for good. */
export function EndForm({ service, done }: { service: ServiceShape } & Close) {
  const form = useActForm(endOpening, {
    initial: { lastOn: today() as string | null, reason: '' },
    toInput: ({ lastOn, reason }) => ({ id: service.id, lastOn: lastOn ?? '', reason }),
    guardsChanges: false,
    done: () => {
      tellDone('Fin enregistrée ; la collectivité en est informée.');
      done();
    },
  });
  return (
    <Form form={form} submit="Mettre fin" isDangerous>
      <p>« {service.label} » et ses droits s’arrêtent au soir du dernier jour. Les autres services de la convention continuent.</p>
      <DayInput label="Dernier jour" required {...form.field('lastOn')} />
      <Reason {...form.field('reason')} />
    </Form>
  );
}

/** Ends what was added by hand. */
export function EndExtraForm({ extraId, done }: { extraId: string } & Close) {
  const form = useActForm(endExtra, {
    initial: { lastOn: today() as string | null, reason: '' },
    toInput: ({ lastOn, reason }) => ({ id: extraId, lastOn: lastOn ?? '', reason }),
    guardsChanges: false,
    done: () => {
      tellDone('Complément terminé.');
      done();
    },
  });
  return (
    <Form form={form} submit="Mettre fin" isDangerous>
      <DayInput label="Dernier jour" required {...form.field('lastOn')} />
      <Reason {...form.field('reason')} />
    </Form>
  );
}

function Reason(field: object) {
  return <Textarea label="Motif" description="La collectivité et vos collègues le liront." required autosize minRows={2} {...field} />;
}
