"""The mean of two models: `python mean.py --models before.pt after.pt --out mean.pt`

Their encoders and heads are averaged, weight by weight; labels come from the second. Event heads are left out: they do not fit the mean,
and are trained on it (`train_events.py --frozen`).
"""
import argparse

import torch


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--models", nargs=2, required=True)
    parser.add_argument("--share", type=float, default=0.5, help="of the second")
    parser.add_argument("--out", required=True)
    options = parser.parse_args()
    first, second = (torch.load(path, map_location="cpu", weights_only=False) for path in options.models)
    weights = {name: torch.lerp(first["weights"][name], value, options.share) for name, value in second["weights"].items()}
    torch.save({**{k: v for k, v in second.items() if k != "events"}, "weights": weights}, options.out)


if __name__ == "__main__":
    main()
