// SPDX-License-Identifier: EUPL-1.2
import { Button } from '@mantine/core';
import { HouseLink } from '../shell/house-link.tsx';
import { StatePage } from './state-page.tsx';

/** The person may not see this: in a body where they hold no mandate, or for want of a permission. */
export function Forbidden({ body }: { body?: string }) {
  return (
    <StatePage
      title="Accès refusé"
      actions={
        <Button component={HouseLink} href="/">
          Voir mes collectivités
        </Button>
      }
    >
      {body ? (
        <p>
          Vous n’avez pas de mandat dans la collectivité <strong>{body}</strong>. Si vous devez y agir, demandez-le à l’administrateur de cette
          collectivité.
        </p>
      ) : (
        <p>Vos droits dans cette collectivité n’ouvrent pas cet écran. Demandez-les à l’administrateur de la collectivité.</p>
      )}
    </StatePage>
  );
}
