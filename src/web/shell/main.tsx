import { HeadlessMantineProvider } from '@mantine/core'
import { MutationCache, QueryCache, QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import '../kit/fonts.css'
import '../kit/tokens.css'
import '../kit/base.css'
import { Doors } from './doors.tsx'
import { Problem } from './problem.ts'
import { rememberSteps } from './scroll-memory.ts'

rememberSteps()

const mayRetry = (times: number, error: unknown) => times < 2 && error instanceof Problem && (error.status === 0 || error.status >= 502)

const queries = new QueryClient({
  queryCache: new QueryCache(),
  mutationCache: new MutationCache(),
  defaultOptions: {
    queries: { staleTime: 15_000, gcTime: 10 * 60_000, retry: mayRetry, refetchOnWindowFocus: true },
    mutations: { retry: false },
  },
})

const root = document.getElementById('root')
if (!root) throw new Error('the page has no root')
createRoot(root).render(
  <StrictMode>
    <HeadlessMantineProvider>
      <QueryClientProvider client={queries}>
        <Doors />
      </QueryClientProvider>
    </HeadlessMantineProvider>
  </StrictMode>,
)
