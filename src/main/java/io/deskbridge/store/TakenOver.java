package io.deskbridge.store;

import org.springframework.dao.TransientDataAccessException;

/** A write came too late: another process works on this now. Nothing of it is stored. */
public class TakenOver extends TransientDataAccessException {
    private static final long serialVersionUID = 1L;

    TakenOver(Fence fence) {
        super(fence.lease() + " was taken over by another process; what this one was about to record is left to it");
    }
}
