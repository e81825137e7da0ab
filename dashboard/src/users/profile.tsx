import type { ProfileWithRelation } from '@api/users/schema.ts';
import { plural, t } from '@lingui/core/macro';
import { ActionIcon, Group, Skeleton, Title } from '@mantine/core';
import type { ComponentType } from 'react';
import type { z } from 'zod';
import { MessageButton } from '../chat/message-button.tsx';
import { BlockButton } from '../connections/block-button.tsx';
import { ConnectionButton } from '../connections/button.tsx';
import { useBetween } from '../connections/live.ts';
import { Mutuals } from '../connections/mutuals.tsx';
import { useStanding } from '../connections/standing.ts';
import { isNotFound } from '../live/api.ts';
import { MuteButton } from '../notifications/mute-button.tsx';
import { ReportButton } from '../reports/report-button.tsx';
import { Avatar } from '../ui/avatar.tsx';
import { Backdrop } from '../ui/backdrop.tsx';
import { copyText } from '../ui/copy.ts';
import { BuildingIcon, CalendarIcon, CopyIcon, LinkIcon, PinIcon, TagIcon } from '../ui/icons.tsx';
import { NotFound } from '../ui/not-found.tsx';
import { RoleBadge, VerifiedTick } from '../ui/person.tsx';
import { FailedPage } from '../ui/states.tsx';
import { monthOf } from '../ui/time.tsx';
import { useTitle } from '../ui/title.ts';
import { categoryLabel } from './categories.ts';
import { type Network, networkLabel } from './networks.ts';
import { isUsername, usePerson } from './person.ts';
import classes from './profile.module.css';

type Shown = z.infer<typeof ProfileWithRelation>;

type Standing = ReturnType<typeof useStanding>;

const standingWords = (standing: Standing): string | undefined => {
  const words: Partial<Record<Standing, string>> = {
    connected: t`You are connected`,
    requested: t`You have asked to connect`,
    requested_by: t`Wants to connect with you`,
    blocked: t`You have blocked this person`,
  };
  return words[standing];
};

/** @param username as in the address */
export default function PersonPage({ username }: { username: string }) {
  const isName = isUsername(username);
  const { data, error, refetch } = usePerson(username, isName);
  const isNobody = !isName || isNotFound(error);
  useTitle(isNobody ? t`Not found` : (data?.display_name ?? t`Profile`));
  if (isNobody) return <NotFound what="person" />;
  if (data) return <ProfileView profile={data} />;
  if (error) return <FailedPage error={error} onRetry={refetch} title={t`We couldn’t load this profile`} />;
  return (
    <div className={classes.page} role="status" aria-label={t`Loading`}>
      <Skeleton height={320} radius="lg" />
    </div>
  );
}

function ProfileView({ profile }: { profile: Shown }) {
  useBetween(profile.id);
  const standing = useStanding(profile, profile.relation);
  const words = standingWords(standing);
  const links = Object.entries(profile.social_links) as [Network, string][];
  return (
    <article className={classes.page}>
      <Backdrop of={profile.id} className={classes.cover} />
      <div className={classes.body}>
        <div className={classes.top}>
          <span className={classes.ring}>
            <Avatar person={profile} size={112} />
          </span>
          <Group gap="sm" justify="flex-end">
            <CopyLink username={profile.username} />
            {standing !== 'self' && standing !== 'blocked' && <MessageButton person={profile} />}
            <ConnectionButton person={profile} relation={profile.relation} prominent />
          </Group>
        </div>
        <div className={classes.name}>
          <Title order={1}>
            <bdi>{profile.display_name}</bdi>
          </Title>
          {profile.is_verified && <VerifiedTick size={22} />}
        </div>
        <div className={classes.meta}>
          <bdi>@{profile.username}</bdi>
          <RoleBadge role={profile.role} />
          {words && <span className={classes.standing}>{words}</span>}
        </div>
        {profile.bio && (
          <p className={classes.bio} dir="auto">
            {profile.bio}
          </p>
        )}
        <ul className={classes.facts} aria-label={t`About`}>
          <Fact icon={BuildingIcon} text={profile.company_name === profile.display_name ? '' : profile.company_name} />
          <Fact icon={TagIcon} text={categoryLabel(profile.business_category)} />
          <Fact icon={PinIcon} text={profile.location} />
          <Fact icon={CalendarIcon} text={t`Joined ${{ month: monthOf(profile.created_at) }}`} />
          <Fact
            icon={LinkIcon}
            text={plural({ count: profile.connection_count }, { one: '# connection', other: '# connections' })}
          />
        </ul>
        {standing !== 'self' && standing !== 'blocked' && <Mutuals person={profile} />}
        {links.length > 0 && (
          <ul className={classes.links} aria-label={t`Links`}>
            {links.map(([network, url]) => (
              <li key={network}>
                <a href={url} target="_blank" rel="noreferrer noopener nofollow">
                  <LinkIcon size={16} />
                  {networkLabel(network)}
                </a>
              </li>
            ))}
          </ul>
        )}
        {standing !== 'self' && standing !== 'blocked' && (
          <div className={classes.foot}>
            <MuteButton kind="person" id={profile.id} name={profile.display_name} />
            <BlockButton person={profile} />
            <ReportButton target={{ kind: 'user', id: profile.id }} what="person" />
          </div>
        )}
      </div>
    </article>
  );
}

function CopyLink({ username }: { username: string }) {
  return (
    <ActionIcon
      variant="default"
      size={36}
      className={classes.copy}
      aria-label={t`Copy link to this profile`}
      onClick={() => void copyText(`${location.origin}/people/${username}`, t`The link is copied.`)}
    >
      <CopyIcon size={18} />
    </ActionIcon>
  );
}

function Fact({ icon: Icon, text }: { icon: ComponentType<{ size?: number }>; text: string }) {
  if (!text) return null;
  return (
    <li>
      <Icon size={18} />
      <bdi>{text}</bdi>
    </li>
  );
}
