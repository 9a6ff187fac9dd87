// SPDX-License-Identifier: EUPL-1.2
import { Form } from '#ui/forms/form.tsx';
import { useActForm } from '#ui/forms/use-act-form.ts';
import { tellDone } from '#ui/parts/tell.ts';
import { changeAgent } from '../../contract.ts';
import { Dialog, Dismiss } from '../manage/dialog.tsx';
import { AgentFields } from './agent-fields.tsx';
import { type AgentDetails, type AgentValues, nameOf, toAgent, valuesOf } from './agent-values.ts';

type Props = { agent: AgentDetails; isOpen: boolean; close: () => void };

/** Corrects what is known of an agent; their counters follow their arrival and departure. */
export function ChangeAgent({ agent, isOpen, close }: Props) {
  return (
    <Dialog title={`Corriger ${nameOf(agent)}`} isOpen={isOpen} close={close} isWide>
      <Fields agent={agent} close={close} />
    </Dialog>
  );
}

function Fields({ agent, close }: Omit<Props, 'isOpen'>) {
  const form = useActForm(changeAgent, {
    initial: valuesOf(agent),
    toInput: (values) => ({ ...toAgent(values), id: agent.id }),
    guardsChanges: false,
    done: (_, values) => {
      close();
      tellDone(`${nameOf(values)} : c’est enregistré.`);
    },
  });
  return (
    <Form form={form} submit="Enregistrer" others={<Dismiss close={close} />}>
      <AgentFields
        values={form.values}
        set={(name, value) => form.set(name, value as never)} // typed by the fields themselves
        errorAt={(name: keyof AgentValues) => form.field(name).error}
        agentId={agent.id}
      />
    </Form>
  );
}
