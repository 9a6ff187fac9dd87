// SPDX-License-Identifier: EUPL-1.2
import { Button } from '@mantine/core';
import { HouseLink } from '../shell/house-link.tsx';
import { usePlaceSlug } from '../shell/place.ts';
import { StatePage } from './state-page.tsx';

/** No screen has this address, or what it names is gone. */
export function NotFound() {
  const slug = usePlaceSlug();
  return (
    <StatePage
      title="Page introuvable"
      actions={
        <Button component={HouseLink} href={slug ? `/o/${slug}` : '/'}>
          Revenir à l’accueil
        </Button>
      }
    >
      <p>Cette adresse ne mène à aucun écran. Le lien est peut-être incomplet, ou ce qu’il désignait a été supprimé.</p>
    </StatePage>
  );
}
