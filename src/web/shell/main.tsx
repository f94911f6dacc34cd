import { HeadlessMantineProvider } from '@mantine/core'
import { MutationCache, QueryCache, QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import '../kit/fonts.css'
import '../kit/tokens.css'
import '../kit/base.css'
import { Doors } from './doors.tsx'
import { finishLeaving } from './offline/leave.ts'
import { keepShell } from './offline/shell.ts'
import { isLost, watchConnection } from './offline/state.ts'
import { watchUnsent } from './offline/unsent.ts'
import { Problem } from './problem.ts'
import { rememberSteps } from './scroll-memory.ts'

rememberSteps()
watchConnection()
watchUnsent()
keepShell()

const mayRetry = (times: number, error: unknown) =>
  times < 2 && !isLost() && error instanceof Problem && (error.status === 0 || error.status >= 502)

const queries = new QueryClient({
  queryCache: new QueryCache(),
  mutationCache: new MutationCache(),
  defaultOptions: {
    queries: { staleTime: 15_000, gcTime: 10 * 60_000, retry: mayRetry, refetchOnWindowFocus: true, networkMode: 'always' },
    // Without a network the call itself says so, or answers from what was kept: nothing waits unseen.
    mutations: { retry: false, networkMode: 'always' },
  },
})

const root = document.getElementById('root')
if (!root) throw new Error('the page has no root')
// Who left without a network is signed out first, so that nobody comes in by their session.
void finishLeaving().then(() =>
  createRoot(root).render(
    <StrictMode>
      <HeadlessMantineProvider>
        <QueryClientProvider client={queries}>
          <Doors />
        </QueryClientProvider>
      </HeadlessMantineProvider>
    </StrictMode>,
  ),
)
