import { lateScreen } from '../../shell/late-screen.tsx'

/** The profile, as the places know it; whoever shows people may fetch it ahead. */
export const profileScreen = lateScreen(() => import('./profile.tsx'))
