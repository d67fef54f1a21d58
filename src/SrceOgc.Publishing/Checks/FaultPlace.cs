namespace SrceOgc.Publishing.Checks;

/// <summary>One row with a fault. The coordinates are of the layer's own system, not numbers where the fault has no place.</summary>
public readonly record struct FaultPlace(Finding Finding, long Row, double X, double Y);
