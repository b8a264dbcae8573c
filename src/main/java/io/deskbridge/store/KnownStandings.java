package io.deskbridge.store;

import io.deskbridge.core.Conversation;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Where conversations stood in desks when this process last worked on them. Only who works on a conversation changes
 * where it stands, so this holds as long as the same lease is held as then; the fence tells.
 */
final class KnownStandings {
    private static final int MOST = 10_000;

    private final Map<Place, Known> places = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Place, Known> eldest) {
            return size() > MOST;
        }
    };

    private record Place(Conversation conversation, String desk) {}

    private record Known(Fence fence, Deliveries.Standing standing) {}

    synchronized Optional<Deliveries.Standing> get(Conversation conversation, String desk, Fence now) {
        return Optional.ofNullable(places.get(new Place(conversation, desk)))
                .filter(known -> known.fence().equals(now))
                .map(Known::standing);
    }

    synchronized void put(Conversation conversation, String desk, Fence now, Deliveries.Standing standing) {
        places.put(new Place(conversation, desk), new Known(now, standing));
    }

    synchronized void forget(Conversation conversation, String desk) {
        places.remove(new Place(conversation, desk));
    }
}
