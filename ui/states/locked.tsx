// SPDX-License-Identifier: EUPL-1.2
import { Button } from '@mantine/core';
import { HouseLink } from '../shell/house-link.tsx';
import { StatePage } from './state-page.tsx';

/** The body asks a second proof that this session lacks: where to give it, and back here. */
export function Locked({ body }: { body: string }) {
  const here = window.location.pathname + window.location.search;
  return (
    <StatePage
      title="Complétez votre connexion"
      actions={
        <Button component={HouseLink} href={`/compte/confirmer?retour=${encodeURIComponent(here)}`}>
          Compléter ma connexion
        </Button>
      }
    >
      <p>
        <strong>{body}</strong> demande une seconde preuve d’identité à qui agit pour elle. Vos autres collectivités restent ouvertes.
      </p>
    </StatePage>
  );
}
