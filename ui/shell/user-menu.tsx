// SPDX-License-Identifier: EUPL-1.2
import { useMantineColorScheme, VisuallyHidden } from '@mantine/core';
import { IconBuildingCommunity, IconChevronDown, IconDeviceDesktop, IconLogout, IconMoon, IconSun } from '@tabler/icons-react';
import { Pop } from '../parts/pop.tsx';
import { tellRefusal } from '../parts/tell.ts';
import { type Me, signOut } from '../session/me.ts';
import { HouseLink } from './house-link.tsx';
import { useRooms } from './rooms.ts';
import classes from './user-menu.module.css';

const SCHEMES = [
  { value: 'light', label: 'Clair', icon: IconSun },
  { value: 'dark', label: 'Sombre', icon: IconMoon },
  { value: 'auto', label: 'Comme l’appareil', icon: IconDeviceDesktop },
] as const;

/** Who is signed in, how it looks, and the way out. */
export function UserMenu({ me }: { me: Me }) {
  const { colorScheme, setColorScheme } = useMantineColorScheme({ keepTransitions: true });
  const personal = useRooms().flatMap((room) => room.personal ?? []);
  const button = (
    <>
      <span className={classes.initials} aria-hidden>
        {initials(me.person.name)}
      </span>
      <span className={classes.name}>
        <VisuallyHidden>Compte de </VisuallyHidden>
        {me.person.name}
      </span>
      <IconChevronDown size={16} aria-hidden className={classes.chevron} />
    </>
  );
  return (
    <Pop button={button} buttonClassName={classes.button} label="Compte" side="end" width={264}>
      {(close) => (
        <>
          <p className={classes.who}>{me.person.name}</p>
          <HouseLink href="/" className={classes.item} onClick={close}>
            <IconBuildingCommunity size={18} aria-hidden />
            Mes collectivités
          </HouseLink>
          {personal.map(({ label, icon: Icon, to }) => (
            <HouseLink key={to} href={to} className={classes.item} onClick={close}>
              <Icon size={18} aria-hidden />
              {label}
            </HouseLink>
          ))}
          <fieldset className={classes.schemes}>
            <legend>Apparence</legend>
            {SCHEMES.map(({ value, label, icon: Icon }) => (
              <label key={value} className={classes.item}>
                <Icon size={18} aria-hidden />
                <span>{label}</span>
                <input type="radio" name="scheme" checked={colorScheme === value} onChange={() => setColorScheme(value)} />
              </label>
            ))}
          </fieldset>
          <button type="button" className={classes.item} onClick={() => void leave()}>
            <IconLogout size={18} aria-hidden />
            Se déconnecter
          </button>
        </>
      )}
    </Pop>
  );
}

/** First letters of the first and of the last word. */
function initials(name: string): string {
  const words = name.split(/[\s'’-]+/).filter(Boolean);
  return [words[0], words.length > 1 ? words.at(-1) : undefined].map((word) => word?.charAt(0).toUpperCase() ?? '').join('');
}

/** Reloads afterwards, so that nothing of the session stays in memory. */
async function leave(): Promise<void> {
  try {
    window.location.assign(await signOut());
  } catch (error) {
    tellRefusal(error);
  }
}
