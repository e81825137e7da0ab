import type { ReactNode, SVGProps } from 'react';

/**
 * Decorative, so hidden from screen readers: whatever holds an icon carries the words.
 * @param points whether it points on or back, and so the other way where one reads from right to left
 */
function icon(shape: ReactNode, points?: 'points') {
  return function Icon({ size = 20, ...rest }: SVGProps<SVGSVGElement> & { size?: number }) {
    return (
      <svg
        width={size}
        height={size}
        viewBox="0 0 24 24"
        fill="none"
        stroke="currentColor"
        strokeWidth={1.9}
        strokeLinecap="round"
        strokeLinejoin="round"
        aria-hidden="true"
        data-points={points && ''}
        {...rest}
      >
        {shape}
      </svg>
    );
  };
}

export const HomeIcon = icon(<path d="M3.5 11 12 4l8.5 7M6 9.5V20h12V9.5M10 20v-5.5h4V20" />);
export const PeopleIcon = icon(
  <>
    <circle cx="9" cy="8" r="3.5" />
    <path d="M2.5 20c.4-3.6 3-5.5 6.5-5.5s6.1 1.9 6.5 5.5M16 4.8a3.5 3.5 0 0 1 0 6.4M18 14.9c2.1.7 3.3 2.5 3.5 5.1" />
  </>,
);
export const LinkIcon = icon(
  <path d="M10 14a4 4 0 0 0 6 .4l3-3a4 4 0 0 0-5.7-5.7l-1.3 1.3M14 10a4 4 0 0 0-6-.4l-3 3a4 4 0 0 0 5.7 5.7l1.3-1.3" />,
);
export const BellIcon = icon(<path d="M6 10a6 6 0 1 1 12 0c0 5 2 6 2 6.5H4C4 16 6 15 6 10ZM10 20a2.2 2.2 0 0 0 4 0" />);
export const PersonIcon = icon(
  <>
    <circle cx="12" cy="8" r="4" />
    <path d="M4.5 20.5c.6-4 3.5-6 7.5-6s6.9 2 7.5 6" />
  </>,
);
export const SearchIcon = icon(
  <>
    <circle cx="11" cy="11" r="6.5" />
    <path d="m16 16 4.5 4.5" />
  </>,
);
export const SignOutIcon = icon(<path d="M14 4h4a2 2 0 0 1 2 2v12a2 2 0 0 1-2 2h-4M10 8l-4 4 4 4M6 12h9" />, 'points');
export const CheckIcon = icon(<path d="m5 12.5 4.5 4.5L19 7.5" />);
export const PlusIcon = icon(<path d="M12 5v14M5 12h14" />);
export const ClockIcon = icon(
  <>
    <circle cx="12" cy="12" r="8.5" />
    <path d="M12 7.5V12l3 2" />
  </>,
);
export const PinIcon = icon(
  <>
    <path d="M12 21c4.5-4.6 7-8 7-11a7 7 0 1 0-14 0c0 3 2.5 6.4 7 11Z" />
    <circle cx="12" cy="10" r="2.5" />
  </>,
);
export const TagIcon = icon(
  <>
    <path d="M4 4h7l9 9-7 7-9-9V4Z" />
    <circle cx="8" cy="8" r="1.2" />
  </>,
);
export const BuildingIcon = icon(<path d="M5 20.5V4h9v16.5M14 9.5h5v11M3 20.5h18M8 8h3M8 12h3M8 16h3" />);
export const CameraIcon = icon(
  <>
    <path d="M3.5 8h4L9 5.5h6L16.5 8h4v11.5h-17V8Z" />
    <circle cx="12" cy="13.2" r="3.5" />
  </>,
);
export const AlertIcon = icon(
  <path d="M12 8.5v4.5M12 16.5v.1M10.3 4 2.5 18a2 2 0 0 0 1.7 3h15.6a2 2 0 0 0 1.7-3L13.7 4a2 2 0 0 0-3.4 0Z" />,
);
export const ArrowIcon = icon(<path d="M5 12h14M13 6l6 6-6 6" />, 'points');
export const CalendarIcon = icon(<path d="M4 6h16v14H4V6ZM4 10.5h16M8.5 3.5v4M15.5 3.5v4" />);
export const MessageIcon = icon(<path d="M4 5h16v11.5H10L5.5 20v-3.5H4V5Z" />);
export const PenIcon = icon(
  <path d="m4 20 1-4.5L15.5 5a2.1 2.1 0 0 1 3 0l.5.5a2.1 2.1 0 0 1 0 3L8.5 19 4 20ZM13.5 7l3.5 3.5" />,
);
export const SettingsIcon = icon(
  <>
    <path d="M4 7h9M17 7h3M4 17h3M11 17h9" />
    <circle cx="15" cy="7" r="2" />
    <circle cx="9" cy="17" r="2" />
  </>,
);
export const CopyIcon = icon(<path d="M9 9h11v11H9V9ZM15 9V4H4v11h5" />);
export const CircleIcon = icon(<circle cx="12" cy="12" r="8.5" />);
export const LiveIcon = icon(<circle cx="12" cy="12" r="5.5" fill="currentColor" />);
export const DoneIcon = icon(
  <>
    <circle cx="12" cy="12" r="8.5" fill="currentColor" />
    <path d="m8.5 12.3 2.5 2.5 4.5-5" stroke="var(--surface)" />
  </>,
);
export const ShieldIcon = icon(
  <path d="M12 3.5 5 6v5.5c0 4.3 2.8 7.4 7 9 4.2-1.6 7-4.7 7-9V6l-7-2.5ZM9 12l2.2 2.2L15.2 10" />,
);
export const PaperIcon = icon(<path d="M6 3.5h8l4 4v13H6v-17ZM14 3.5v4h4M9 12h6M9 16h6" />);
export const UploadIcon = icon(<path d="M12 15.5V5M8 8.5 12 4.5l4 4M4.5 15v4.5h15V15" />);
export const EyeIcon = icon(
  <>
    <path d="M2.5 12C4.5 8 7.8 6 12 6s7.5 2 9.5 6c-2 4-5.3 6-9.5 6s-7.5-2-9.5-6Z" />
    <circle cx="12" cy="12" r="2.8" />
  </>,
);
export const ZoomInIcon = icon(
  <>
    <circle cx="11" cy="11" r="6.5" />
    <path d="m16 16 4.5 4.5M8.5 11h5M11 8.5v5" />
  </>,
);
export const ZoomOutIcon = icon(
  <>
    <circle cx="11" cy="11" r="6.5" />
    <path d="m16 16 4.5 4.5M8.5 11h5" />
  </>,
);
export const FitIcon = icon(<path d="M4 9V4.5h4.5M15.5 4.5H20V9M20 15v4.5h-4.5M8.5 19.5H4V15" />);
export const TurnIcon = icon(<path d="M19 12a7 7 0 1 1-2.2-5.1L19.5 9.5M19.5 4.5v5h-5" />);
export const BackIcon = icon(<path d="M19 12H5M11 6l-6 6 6 6" />, 'points');
export const ExitIcon = icon(<path d="M10 4H6a2 2 0 0 0-2 2v12a2 2 0 0 0 2 2h4M15 8l4 4-4 4M19 12H9" />, 'points');
export const CrossIcon = icon(<path d="m6 6 12 12M18 6 6 18" />);
export const PlayIcon = icon(<path d="M7 4.5v15l12-7.5-12-7.5Z" fill="currentColor" />);
export const PauseIcon = icon(<path d="M8 5v14M16 5v14" strokeWidth={3.4} />);
export const SoundIcon = icon(
  <path d="M4 9.5v5h3.5L12 19V5L7.5 9.5H4ZM15.5 9a4.2 4.2 0 0 1 0 6M18 6.5a8 8 0 0 1 0 11" />,
);
export const SoundOffIcon = icon(<path d="M4 9.5v5h3.5L12 19V5L7.5 9.5H4ZM16 9.5l5 5M21 9.5l-5 5" />);
export const TrashIcon = icon(<path d="M4.5 7h15M9.5 7V4.5h5V7M6.5 7l1 13h9l1-13M10.5 11v5.5M13.5 11v5.5" />);
export const CropIcon = icon(<path d="M7 2.5V17h14.5M2.5 7H17v14.5" />);
export const FilmIcon = icon(<path d="M4 5h16v14H4V5ZM8 5v14M16 5v14M4 9.7h4M4 14.3h4M16 9.7h4M16 14.3h4M8 12h8" />);
export const StarIcon = icon(
  <path d="m12 3.5 2.6 5.4 5.9.8-4.3 4.1 1 5.8-5.2-2.8-5.2 2.8 1-5.8L3.5 9.7l5.9-.8L12 3.5Z" />,
);
export const GlobeIcon = icon(
  <>
    <circle cx="12" cy="12" r="8.5" />
    <path d="M3.5 12h17M12 3.5c2.6 2.5 3.8 5.3 3.8 8.5s-1.2 6-3.8 8.5c-2.6-2.5-3.8-5.3-3.8-8.5s1.2-6 3.8-8.5Z" />
  </>,
);
export const DownloadIcon = icon(<path d="M12 4.5V15M8 11.5l4 4 4-4M4.5 15.5v4h15v-4" />);
export const SendIcon = icon(<path d="M12 20V5M5.5 11 12 4.5l6.5 6.5" strokeWidth={2.4} />);
export const AttachIcon = icon(
  <path d="m20 11.5-8 8a5.2 5.2 0 0 1-7.4-7.4l8.3-8.3a3.5 3.5 0 0 1 5 5l-8.2 8.2a1.8 1.8 0 0 1-2.5-2.5l7.4-7.4" />,
);
export const DownIcon = icon(<path d="M12 5v14M6 13l6 6 6-6" />);
export const MoreIcon = icon(
  <>
    <circle cx="5.5" cy="12" r="1" fill="currentColor" />
    <circle cx="12" cy="12" r="1" fill="currentColor" />
    <circle cx="18.5" cy="12" r="1" fill="currentColor" />
  </>,
);
export const ChevronIcon = icon(<path d="m9.5 5.5 6.5 6.5-6.5 6.5" />, 'points');
export const FlagIcon = icon(<path d="M5.5 21V4M5.5 4.5c4-2 7 2 13 0v9c-6 2-9-2-13 0" />);
export const ChartIcon = icon(<path d="M4 20.5V4M4 20.5h16.5M8.5 16v-5M13 16V7.5M17.5 16v-7" />);
export const LogIcon = icon(<path d="M5 4h14v16H5V4ZM8.5 8.5h7M8.5 12h7M8.5 15.5h4.5" />);
export const SunIcon = icon(
  <>
    <circle cx="12" cy="12" r="4" />
    <path d="M12 3v2M12 19v2M3 12h2M19 12h2M5.6 5.6 7 7M17 17l1.4 1.4M5.6 18.4 7 17M17 7l1.4-1.4" />
  </>,
);
export const MoonIcon = icon(<path d="M20 14.5A8.5 8.5 0 0 1 9.5 4 8.5 8.5 0 1 0 20 14.5Z" />);
export const KeyboardIcon = icon(
  <path d="M3 6.5h18v11H3v-11ZM7 10.2v.1M10.3 10.2v.1M13.7 10.2v.1M17 10.2v.1M8 14h8" />,
);
export const ScalesIcon = icon(
  <path d="M12 4v16M8 20h8M5 7.5h14M5 7.5 2.5 14a3 3 0 0 0 5 0L5 7.5ZM19 7.5 16.5 14a3 3 0 0 0 5 0L19 7.5Z" />,
);
