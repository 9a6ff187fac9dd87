// SPDX-License-Identifier: EUPL-1.2
import { PageHeader } from '#ui/shell/page-header.tsx';
import { usePlace } from '#ui/shell/place.ts';
import { EmptyState } from '#ui/states/empty-state.tsx';
import { endSupportReceived, listSupportReceived } from '../../contract.ts';
import { SupportRows } from './support-rows.tsx';

/** When the operator's technicians acted here, in whose name and why. */
export function Page() {
  const { may } = usePlace();
  const all = may('people.read-support');
  return (
    <>
      <PageHeader
        title="Assistances reçues"
        lead={
          all
            ? 'Chaque fois qu’un technicien de l’opérateur a agi au nom de quelqu’un ici : qui, pour qui, pourquoi, jusqu’à quand. Vous pouvez y mettre fin.'
            : 'Chaque fois qu’un technicien de l’opérateur a agi en votre nom ici. Vous pouvez y mettre fin.'
        }
      />
      <SupportRows
        endpoint={listSupportReceived}
        end={endSupportReceived}
        isGiven={false}
        empty={<EmptyState title="Aucune assistance">Aucun technicien n’a agi au nom de quelqu’un dans cette collectivité.</EmptyState>}
      />
    </>
  );
}
