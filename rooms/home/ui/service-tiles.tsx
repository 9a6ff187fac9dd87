// SPDX-License-Identifier: EUPL-1.2
import { ActionIcon, Button, VisuallyHidden } from '@mantine/core';
import { IconArrowLeft, IconArrowRight, IconExternalLink, IconStar, IconStarFilled } from '@tabler/icons-react';
import { useRef, useState } from 'react';
import { useAct } from '#ui/api/use-endpoint.ts';
import { Pop } from '#ui/parts/pop.tsx';
import { tellDone, tellRefusal } from '#ui/parts/tell.ts';
import { TileIcon } from '#ui/parts/tile-icon.tsx';
import { HouseLink } from '#ui/shell/house-link.tsx';
import { keepFavourites, readHome } from '../contract.ts';
import type { Home, Service } from './home-words.ts';
import classes from './home.module.css';
import { moved, pinnedFirst, pinnedKeys, toggled } from './pinned.ts';

/** The services that the person may open here, their own favourites first; « Personnaliser » pins them and puts them in order. */
export function ServiceTiles({ home, isOneBody }: { home: Home; isOneBody: boolean }) {
  const [isArranging, setArranging] = useState(false);
  const keep = useAct(keepFavourites, { changes: [readHome] });
  // What was just chosen stands before the server has said it back: the next move begins from there.
  const [chosen, setChosen] = useState<readonly string[] | null>(null);
  const kept = chosen ?? pinnedKeys(home.services);
  const services = pinnedFirst(home.services, kept);
  const saved = useRef(Promise.resolve());
  const save = (keys: readonly string[], says: string): void => {
    setChosen(keys);
    const undo = (error: Error): void => {
      setChosen(null);
      tellRefusal(error);
    };
    // One after the other: two at once could be written in the wrong order.
    saved.current = saved.current.then(() => keep.mutateAsync({ services: [...keys] }).then(() => tellDone(says), undo));
  };
  return (
    <section className={classes.section} aria-labelledby="services">
      <div className={classes.sectionHead}>
        <h2 id="services">Vos services</h2>
        {isOneBody && services.length > 1 && (
          <Button
            variant="subtle"
            size="compact-md"
            className={classes.arrange}
            aria-pressed={isArranging}
            onClick={() => setArranging(!isArranging)}
          >
            {isArranging ? 'Terminer' : 'Personnaliser'}
          </Button>
        )}
      </div>
      {services.length === 0 && <p className="quiet">Vos droits n’ouvrent encore aucun service ici. Demandez-les à votre administrateur.</p>}
      {isArranging && <p className={classes.help}>L’étoile met un service en tête ; les flèches changent l’ordre de vos favoris.</p>}
      <ul className={classes.tiles}>
        {services.map((service) => (
          <li key={service.key}>
            <Tile service={service} home={home} isPinned={kept.includes(service.key)} isOneBody={isOneBody} />
            {isArranging && (
              <Arranging
                title={service.title}
                place={kept.indexOf(service.key)}
                count={kept.length}
                toggle={() => save(toggled(kept, service.key), kept.includes(service.key) ? 'Retiré de vos favoris.' : 'Ajouté à vos favoris.')}
                move={(by) => save(moved(kept, service.key, by), `${service.title} : rang ${kept.indexOf(service.key) + by + 1}.`)}
              />
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}

function Tile({ service, home, isPinned, isOneBody }: { service: Service; home: Home; isPinned: boolean; isOneBody: boolean }) {
  const face = (
    <>
      <span className={classes.tileIcon}>
        <TileIcon name={service.icon} size={26} />
      </span>
      <span className={classes.tileWords}>
        <span className={classes.tileTitle}>
          {service.title}
          {isPinned && isOneBody && (
            <>
              <IconStarFilled size={14} aria-hidden className={classes.star} />
              <VisuallyHidden> (favori)</VisuallyHidden>
            </>
          )}
          {service.isElsewhere && (
            <>
              <IconExternalLink size={15} aria-hidden />
              <VisuallyHidden> (autre application, nouvel onglet)</VisuallyHidden>
            </>
          )}
        </span>
        <span className={classes.tileSays}>{service.description}</span>
      </span>
    </>
  );
  const outside = service.isElsewhere ? { target: '_blank', rel: 'noopener' } : {};
  const addresses = new Set(service.places.map(({ href }) => href));
  const [first] = service.places;
  if (addresses.size === 1 && first)
    return (
      <HouseLink href={first.href} className={classes.tile} {...outside}>
        {face}
      </HouseLink>
    );
  const names = new Map(home.organisations.map(({ id, name }) => [id, name]));
  return (
    <Pop button={face} buttonClassName={classes.tile} label={`${service.title} : choisir la collectivité`} width={300}>
      {(close) => (
        <ul className={classes.places}>
          {service.places.map(({ organisationId, href }) => (
            <li key={organisationId}>
              <HouseLink href={href} onClick={close} {...outside}>
                {names.get(organisationId)}
              </HouseLink>
            </li>
          ))}
        </ul>
      )}
    </Pop>
  );
}

type Arrange = { title: string; place: number; count: number; toggle: () => void; move: (by: 1 | -1) => void };

function Arranging({ title, place, count, toggle, move }: Arrange) {
  const isPinned = place >= 0;
  return (
    <div className={classes.arranging}>
      <ActionIcon
        variant="default"
        size={40}
        aria-pressed={isPinned}
        aria-label={isPinned ? `Retirer des favoris : ${title}` : `Mettre en favori : ${title}`}
        onClick={toggle}
      >
        {isPinned ? <IconStarFilled size={18} className={classes.star} aria-hidden /> : <IconStar size={18} aria-hidden />}
      </ActionIcon>
      {isPinned && (
        <>
          <ActionIcon variant="default" size={40} disabled={place === 0} aria-label={`Avancer : ${title}`} onClick={() => move(-1)}>
            <IconArrowLeft size={18} aria-hidden />
          </ActionIcon>
          <ActionIcon variant="default" size={40} disabled={place === count - 1} aria-label={`Reculer : ${title}`} onClick={() => move(1)}>
            <IconArrowRight size={18} aria-hidden />
          </ActionIcon>
        </>
      )}
    </div>
  );
}
